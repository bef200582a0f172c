using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What a figure of a plan is held against.</summary>
internal readonly record struct PlanKey(string Measure, string Company, string? Account, string? Item, string? OrgUnit, string? Currency)
{
    /// <summary>Amounts are told apart by account, quantities by item, headcounts by organisation.</summary>
    public static PlanKey Of(PlanFigure figure) => figure.Measure switch
    {
        PlanFigures.Amount => new(figure.Measure, figure.Company, figure.Account, null, null, figure.Currency),
        PlanFigures.Quantity => new(figure.Measure, figure.Company, null, figure.Item, null, null),
        _ => new(figure.Measure, figure.Company, null, null, figure.OrgUnit, null),
    };
}

/// <summary>A figure that came about, or was planned.</summary>
/// <param name="Shows">Whether it is worth a row where nothing was planned.</param>
internal sealed record ComparedFigure(PlanKey Key, string? Name, decimal Value, bool Shows, Basis Basis);

/// <summary>Holds each version of a plan against what came about.</summary>
internal sealed class PlanComparison(IReadOnlyList<PlanFigure> plan, ActualFigures actual)
{
    private readonly SortedSet<(string Measure, string Company)> lacking = [];

    public IEnumerable<DatasetProblem> Problems() => lacking.Select(one => new DatasetProblem(
        "actual.missing",
        $"Of {one.Company} there is no actual {one.Measure} in the period: the plan stands alone.",
        "Look whether the company is written the same in the plan and in the books, and whether their pipelines have run."));

    public IEnumerable<SummaryRow> Rows =>
        from version in plan.Where(figure => figure.Version != PlanFigures.Actual).GroupBy(figure => figure.Version)
        from part in version.GroupBy(figure => (figure.Measure, figure.Company))
        from row in RowsOf(version.Key, [.. part])
        select row;

    private IEnumerable<SummaryRow> RowsOf(string version, IReadOnlyList<PlanFigure> planned)
    {
        var (measure, company) = (planned[0].Measure, planned[0].Company);
        var came = actual.Of(measure, company, planned).ToDictionary(figure => figure.Key);
        if (came.Count == 0) lacking.Add((measure, company));
        var sums = planned.GroupBy(PlanKey.Of).ToDictionary(same => same.Key);
        foreach (var (key, same) in sums)
        {
            var basis = same.Aggregate(default(Basis), (sum, figure) => sum + figure.Basis);
            yield return Row(version, key, same.Select(figure => figure.Name).FirstOrDefault(), same.Sum(figure => figure.Value), came.GetValueOrDefault(key), came.Count > 0, basis);
        }

        foreach (var figure in came.Values.Where(figure => figure.Shows && figure.Value != 0 && !sums.ContainsKey(figure.Key)))
            yield return Row(version, figure.Key, figure.Name, null, figure, true, default);
    }

    private static SummaryRow Row(string version, PlanKey key, string? name, decimal? planned, ComparedFigure? came, bool known, Basis basis)
    {
        decimal? value = known ? came?.Value ?? 0 : null;
        return new(
            [key.Measure, version, key.Company, key.Account, key.Item, key.OrgUnit, name, key.Currency, planned, value, value - (planned ?? 0)],
            basis + (came?.Basis ?? default));
    }
}
