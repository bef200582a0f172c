using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>What was planned, as the sources tell it.</summary>
internal static class PlanLines
{
    public static Summary Summary { get; } = new(
        "plan-lines",
        "Plan lines",
        "What budgets, forecasts and stated actuals say of the period, as their sources tell it; lines that reach beyond the period are told apart.",
        "accounting.plan-line",
        [
            Key("version", "Version"),
            Key("company", "Company"),
            Key("books", "Source"),
            Key("account", "Account"),
            Key("classification", "Kind of account"),
            Key("item", "Item"),
            Key("org_unit", "Organisation"),
            KeyDate("period_end", "Last day"),
            Key("place", "Lies"),
            Key("currency", "Currency"),
            Key("company_currency", "Currency of the company"),
            Shown("name", "Name"),
            Money("amount", "Amount", field: "amount"),
            Quantity("quantity", "Quantity", field: "quantity"),
            Count("headcount", "Headcount"),
            Count("lines", "Lines"),
        ]);
}

/// <summary>One row of <see cref="PlanLines"/>, its cells by name.</summary>
/// <param name="Place">Whether it lies within the period, or began before it, or ends after it.</param>
internal sealed record PlanRow(
    string Version, string Company, string Books, string? Account, string? Classification, string? Item, string? OrgUnit, DateOnly PeriodEnd, string Place,
    string? Currency, string? CompanyCurrency, string? Name, decimal? Amount, decimal? Quantity, long? Headcount, Basis Basis)
{
    public const string Within = "within";
    public const string After = "after";

    public static PlanRow Of(SummaryRow row)
    {
        var cells = row.Cells;
        return new(
            (string)cells[0]!, (string)cells[1]!, (string)cells[2]!, (string?)cells[3], (string?)cells[4], (string?)cells[5], (string?)cells[6], (DateOnly)cells[7]!, (string)cells[8]!,
            (string?)cells[9], (string?)cells[10], (string?)cells[11], (decimal?)cells[12], (decimal?)cells[13], (long?)cells[14], row.Basis);
    }
}
