namespace BackOffice.Integration.Engine.Releases;

/// <summary>Control totals over the frozen cells.</summary>
internal static class CanonicalTotals
{
    public static IReadOnlyList<ReleaseTotal> Of(ExportPlan plan, IEnumerable<FrozenRow> rows)
    {
        var sums = new TotalSums("canonical");
        foreach (var row in rows)
        {
            var dimension = Cell(row, plan.Dimension);
            sums.AddRow(dimension);
            if (Cell(row, plan.Amount) is { } amount) sums.Add(plan.Amount!, dimension, Cell(row, plan.Currency), TotalSums.Scaled(amount));
        }

        return sums.Totals;
    }

    public static string? Cell(FrozenRow row, string? column) => column is null ? null : row.Cells[column];
}
