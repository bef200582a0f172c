using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What the group calls the accounts of its companies, by two code lists.</summary>
internal sealed class GroupAccounts(CrosswalkSet crosswalks, DateOnly on)
{
    public const string Accounts = "group-accounts";
    public const string Types = "group-account-types";
    public const string Unmapped = "unmapped";

    private readonly Crosswalk? accounts = crosswalks.Named(Accounts);
    private readonly Crosswalk? types = crosswalks.Named(Types);

    public bool AreKnown => accounts is not null;

    /// <summary>The group's account, or null: a line for the company's own number goes before one for the number alone.</summary>
    public string? Of(string company, string number) => accounts?.Lookup($"{company}|{number}", on) ?? accounts?.Lookup(number, on);

    /// <summary>asset, liability, equity, revenue or expense; else null.</summary>
    /// <param name="classification">As the company's own ledger says it.</param>
    public string? TypeOf(string? account, string? classification)
    {
        var type = (account is null ? null : types?.Lookup(account, on)) ?? classification;
        return AccountTypes.IsBalance(type) || AccountTypes.IsResult(type) ? type : null;
    }
}

/// <summary>What kinds of accounts there are.</summary>
internal static class AccountTypes
{
    public const string Equity = "equity";

    /// <summary>Of the balance sheet: it stands at a level.</summary>
    public static bool IsBalance(string? type) => type is "asset" or "liability" or Equity;

    /// <summary>Of income and expense: it adds up over a period.</summary>
    public static bool IsResult(string? type) => type is "revenue" or "expense";

    /// <summary>Debit less credit, or credit less debit where people write what stands in credit without a sign.</summary>
    public static decimal Natural(string? type, decimal debitLessCredit) => type is "liability" or Equity or "revenue" ? -debitLessCredit : debitLessCredit;
}
