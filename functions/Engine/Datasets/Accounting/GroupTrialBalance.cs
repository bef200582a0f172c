using BackOffice.Integration.Engine.Datasets.Consolidation;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>The trial balances of all companies in the group's accounts and currency.</summary>
internal static class GroupTrialBalance
{
    public const string ResultBefore = "result before the period";

    public static Summary Summary { get; } = new(
        "group-trial-balance",
        "Group trial balance",
        "Balances of all companies in the accounts and the currency of the group. The balance sheet is translated at the rate of the last day, income and expense of the period at its average rate; what that leaves stands as translation difference. Accounts that the group has no account for stand under unmapped. Amounts between companies stand apart and are not eliminated.",
        "accounting.journal-line",
        [
            Key("group_account", "Group account"),
            Key("type", "Type"),
            Key("company", "Company"),
            Key("intercompany", "With"),
            Key("account", "Own account"),
            Key("currency", "Currency"),
            Money("amount", "Amount").Computed(),
            Key("group_currency", "Into"),
            Money("group_amount", "Group amount", "group_currency").Computed(),
            Quantity("rate", "Rate", 10).Computed(),
            Shown("rate_kind", "By").Computed(),
            Latest("rate_day", "Rate of").Computed(),
            Quantity("ownership", "Group %", 4).Computed(),
            Money("minority", "Of others", "group_currency").Computed(),
            Shown("matched", "Matched").Computed(),
            Count("lines", "Lines").Computed(),
        ])
    {
        Pictured = "group_amount",
        From = ["trial-balance"],
        Drawn = Draw,
    };

    private static SummaryResult Draw(SummarySources sources)
    {
        var mapped = new MappedBalances(new(sources.Scope.Crosswalks, sources.Scope.Period.End), new(GroupCompany.Of(sources)), [.. AccountBalance.Of(sources)]);
        var translation = Translation.Of(sources);
        List<GroupAmount> amounts = [.. mapped.Amounts.All.Where(sum => sum.Amount != 0).Select(sum => translation.Translate(sum.Key, sum.Amount, sum.Basis))];
        amounts.AddRange([.. translation.Differences(amounts)]);
        var pairs = new Intercompany(amounts);
        var rows = amounts.Select(amount => Row(amount, translation.Currency, mapped.Tree, pairs));
        return new([.. rows], [.. translation.Problems(), .. mapped.Problems()]);
    }

    private static SummaryRow Row(GroupAmount amount, string? currency, GroupTree tree, Intercompany pairs)
    {
        var (key, rate) = (amount.Key, amount.Rate);
        var share = tree.Share(key.Company);
        return new(
            [
                key.Account, key.Type, key.Company, key.Partner, key.Own, key.Currency, amount.Own, currency, amount.Group,
                rate?.Shown, rate?.Kind, rate?.Day, share * 100, Others(amount.Group, share),
                pairs.Matches(key) switch { true => "yes", false => "no", null => null },
                amount.Basis.Records,
            ],
            amount.Basis);
    }

    /// <summary>What does not belong to the group.</summary>
    public static decimal? Others(decimal? amount, decimal? share) => amount * (1 - share) is { } others ? Rate.Money(others) : null;
}
