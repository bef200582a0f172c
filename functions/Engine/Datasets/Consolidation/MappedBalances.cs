using BackOffice.Integration.Engine.Datasets.Accounting;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>The balances of companies under the accounts of the group.</summary>
internal sealed class MappedBalances
{
    private readonly GroupAccounts accounts;
    private readonly HashSet<string> companies;
    private readonly SortedDictionary<string, SortedSet<string>> unmapped = new(StringComparer.Ordinal);
    private readonly SortedSet<string> untyped = new(StringComparer.Ordinal);

    public MappedBalances(GroupAccounts accounts, GroupTree tree, IReadOnlyList<AccountBalance> balances)
    {
        (this.accounts, Tree) = (accounts, tree);
        companies = [.. balances.Select(balance => balance.Company)];
        foreach (var balance in balances) Add(balance);
    }

    public GroupTree Tree { get; }

    public LocalAmounts Amounts { get; } = new();

    public IEnumerable<DatasetProblem> Problems()
    {
        if (!accounts.AreKnown)
            yield return new("group-accounts.missing", "The workspace has no list of the group's accounts: all stand under unmapped.", $"Write crosswalks/{GroupAccounts.Accounts}.csv with the columns from (an account, or COMPANY|account) and to (the group's account), and publish.");
        else
            foreach (var (company, numbers) in unmapped)
                yield return new("account.unmapped", $"No account of the group is named for {Listed.Count(numbers.Count, "account")} of {company}: {Listed.Of(numbers)}. See the rows under unmapped.", $"Add them to crosswalks/{GroupAccounts.Accounts}.csv, and publish.");
        if (untyped.Count > 0)
            yield return new("account.type-unknown", $"Of {Listed.Count(untyped.Count, "account")} nobody says whether they are of the balance sheet or of income and expense: {Listed.Of(untyped)}. They stand with their whole balance and are not translated from another currency.", $"Let the chart of accounts tell it, or add their group accounts to crosswalks/{GroupAccounts.Types}.csv.");
        foreach (var company in companies.Where(company => !Tree.IsEmpty && Tree.Share(company) is null).Order(StringComparer.Ordinal))
            yield return new("ownership.unknown", $"How much of {company} belongs to the group is not known: the share of others is empty.", "Let the list of companies name its parent and the percentage that it owns, up to the company at the top.");
    }

    // What stood on income and expense before the period belongs to no average of it: it is on its way into equity.
    private void Add(AccountBalance balance)
    {
        var key = Key(balance);
        var isResult = AccountTypes.IsResult(key.Type);
        Amounts.Add(key, isResult ? balance.Movement : balance.Closing, balance.Basis);
        if (isResult && balance.Opening != 0) Amounts.Add(new(GroupTrialBalance.ResultBefore, AccountTypes.Equity, null, balance.Company, null, balance.Currency), balance.Opening, balance.Basis);
    }

    private GroupKey Key(AccountBalance balance)
    {
        var account = accounts.Of(balance.Company, balance.Account);
        var type = accounts.TypeOf(account, balance.Classification);
        if (account is null) (unmapped.TryGetValue(balance.Company, out var numbers) ? numbers : unmapped[balance.Company] = new(StringComparer.Ordinal)).Add(balance.Account);
        if (type is null) untyped.Add(account ?? balance.Account);
        var partner = balance.Partner is { } other && (Tree.Knows(other) || companies.Contains(other)) ? other : null;
        return new(account ?? GroupAccounts.Unmapped, type, account is null ? balance.Account : null, balance.Company, partner, balance.Currency);
    }
}
