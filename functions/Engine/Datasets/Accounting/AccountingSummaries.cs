using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>Figures of the books.</summary>
internal static class AccountingSummaries
{
    public static Summary TrialBalance { get; } = new(
        "trial-balance",
        "Trial balance",
        "Balances per company, account and currency: what stood before the period, what was posted in it, what stands at its end, and all that was ever posted up to then.",
        "accounting.journal-line",
        [
            Key("company", "Company"),
            Key("books", "Books"),
            Key("account", "Account"),
            Shown("name", "Name"),
            Key("currency", "Currency"),
            Money("opening", "Opening balance"),
            Money("debit", "Debit"),
            Money("credit", "Credit"),
            Money("closing", "Closing balance"),
            Money("debit_to_date", "Debit to date", field: "debit"),
            Money("credit_to_date", "Credit to date", field: "credit"),
            Count("lines", "Lines"),
        ])
    {
        Pictured = "closing",
    };

    public static IReadOnlyList<Summary> All { get; } = [TrialBalance, Journal.Summary, OpenItems.Summary, GroupTrialBalance.Summary, PlanActual.Summary, GroupPlan.Summary, PlanLines.Summary];
}
