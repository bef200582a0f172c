namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Puts the rows of several summaries into one row where their keys agree; columns are matched by name.</summary>
internal static class SideBySide
{
    public static Summary Of(Summary summary, params Summary[] parts) => summary with
    {
        From = [.. parts.Select(part => part.Name)],
        Drawn = sources => new(Gathered.Rows(summary, parts.SelectMany(part => Aligned(summary, part, sources.Rows(part))))),
    };

    private static IEnumerable<SummaryRow> Aligned(Summary summary, Summary part, IReadOnlyList<SummaryRow> rows)
    {
        var places = summary.Asked.Select(column => part.Columns.Index().Where(one => one.Item.Name == column.Name).Select(one => one.Index).DefaultIfEmpty(-1).Single()).ToArray();
        return rows.Select(row => new SummaryRow([.. places.Select(place => place < 0 ? null : row.Cells[place])], row.Basis));
    }
}
