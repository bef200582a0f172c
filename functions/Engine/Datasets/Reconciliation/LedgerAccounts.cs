using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>Which accounts of the ledgers are held against what other systems say, by a code list.</summary>
internal sealed class LedgerAccounts(CrosswalkSet crosswalks, DateOnly on)
{
    public const string List = "reconciliation-accounts";

    public const string Payroll = "payroll", Receivables = "receivables", Payables = "payables", Inventory = "inventory";

    private readonly Crosswalk? accounts = crosswalks.Named(List);

    /// <summary>What an account is held against, or null: a line for the company's own number goes before one for the number alone.</summary>
    public string? Of(string company, string account) => accounts?.Lookup($"{company}|{account}", on) ?? accounts?.Lookup(account, on);

    /// <summary>Whether any account of a company is named for it.</summary>
    public bool Name(string company, string use) => accounts?.Entries.Any(entry => entry.To == use && entry.HoldsOn(on)
        && (!entry.From.Contains('|', StringComparison.Ordinal) || entry.From.StartsWith($"{company}|", StringComparison.Ordinal))) == true;

    /// <summary>What to do where none is named; <see cref="HowTo"/> says how.</summary>
    public static string ToName(string company, string use) => $"name {company}'s {use} accounts";

    /// <summary>How accounts are named, for people who read what a dataset is about.</summary>
    public static string HowTo(string use) => $"An account is named by a line ACCOUNT,{use} or, for one company only, COMPANY|ACCOUNT,{use} in crosswalks/{List}.csv.";
}
