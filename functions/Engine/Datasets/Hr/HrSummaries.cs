using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Hr;

/// <summary>Figures of people and their pay.</summary>
internal static class HrSummaries
{
    public static IReadOnlyList<Summary> All { get; } = [Headcount(), PayrollCost.Summary()];

    private static Summary Headcount() => new(
        "headcount",
        "Headcount",
        "Employments and full-time equivalents on the period's last day per company, department and cost centre, and who joined and left in the period. Each stands where its terms of that day put it; whoever leaves on the very last day is still counted on it. Where the terms name no cost centre, it is the one that bears most of the cost. Of whom no full-time equivalent is told is counted apart, and not as a full one.",
        "hr.employment",
        [
            Key("company", "Company"),
            Key("source", "Source"),
            Key("org_unit", "Department"),
            Shown("org_unit_name", "Department name"),
            Key("cost_centre", "Cost centre"),
            Shown("cost_centre_name", "Cost centre name"),
            Count("headcount", "Headcount"),
            Quantity("fte", "FTE", 4),
            Count("without_fte", "FTE unknown"),
            Count("joiners", "Joined"),
            Count("leavers", "Left"),
        ])
    {
        Pictured = "headcount",
    };
}
