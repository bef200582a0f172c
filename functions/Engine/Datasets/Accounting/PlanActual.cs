using BackOffice.Integration.Engine.Datasets.Consolidation;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>Plan against actual.</summary>
internal static class PlanActual
{
    public static Summary Summary { get; } = new(
        "plan-actual",
        "Plan against actual",
        "What was planned, what came, and the difference (actual less plan). Actual is what the plan's source states as actual; where it states none: amounts are posted lines of the period or, for the balance sheet, its balance at the end, with income and what is owed above zero; headcounts are employments on the last day; quantities are goods issued. Posted income and expense without a plan are shown as well.",
        "accounting.plan-line",
        [
            Key("measure", "Measure"),
            Key("version", "Version"),
            Key("company", "Company"),
            Key("account", "Account"),
            Key("item", "Item"),
            Key("org_unit", "Organisation"),
            Shown("name", "Name").Computed(),
            Key("currency", "Currency"),
            Money("plan", "Plan").Computed(),
            Money("actual", "Actual").Computed(),
            Money("difference", "Difference").Computed(),
        ])
    {
        From = [PlanLines.Summary.Name, "trial-balance"],
        Drawn = Draw,
    };

    private static SummaryResult Draw(SummarySources sources)
    {
        var plan = PlanFigures.Of(sources);
        var comparison = new PlanComparison(plan.All, new ActualFigures(sources, plan.All));
        return new([.. comparison.Rows], [.. plan.Problems(), .. comparison.Problems()]);
    }
}
