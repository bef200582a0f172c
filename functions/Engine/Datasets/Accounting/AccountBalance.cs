using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>The balance of an account of a company in a currency, and with a company of the group: the trial balance, told apart further.</summary>
internal sealed record AccountBalance(string Company, string Account, string? Name, string? Classification, string? Partner, string Currency, decimal Opening, decimal Closing, Basis Basis)
{
    private static readonly Summary Asked = new(
        "trial-balance", "", "", "accounting.journal-line",
        [
            Key("company", ""), Key("account", ""), Key("classification", ""), Key("partner", ""), Key("currency", ""), Shown("name", ""), Money("opening", ""), Money("closing", ""),
        ]);

    /// <summary>What was posted in the period.</summary>
    public decimal Movement => Closing - Opening;

    public static IEnumerable<AccountBalance> Of(SummarySources sources) => Gathered.Rows(Asked, sources.Records(Asked)).Select(row => Of(row.Cells, row.Basis));

    private static AccountBalance Of(object?[] cells, Basis basis) => new(
        (string)cells[0]!, (string)cells[1]!, (string?)cells[5], (string?)cells[2], (string?)cells[3], (string)cells[4]!, (decimal)cells[6]!, (decimal)cells[7]!, basis);
}
