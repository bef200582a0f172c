using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>Chooses what of a dataset is worth a picture: one figure, its greatest rows, one chart for each currency.</summary>
internal static class PackCharts
{
    private const int BarsShown = 10, ChartsShown = 3;

    public static IEnumerable<(string Title, IReadOnlyList<Bar> Bars)> Of(PackTable table)
    {
        var dataset = table.Dataset;
        if (Pictured(dataset) is not { } figure) yield break;
        var (place, currency) = (dataset.Place(figure.Name), figure.Currency is null ? -1 : dataset.Place(figure.Currency));
        int[] labels = [.. dataset.Columns.Index().Where(column => column.Item.Type == SummaryType.Text && column.Index != currency && column.Item.Class <= Mappings.Canonical.FieldClass.Internal).Select(column => column.Index)];
        foreach (var group in table.Rows.Where(row => row[place] is not (null or 0m or 0L)).GroupBy(row => currency < 0 ? "" : row[currency]?.ToString() ?? "").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(ChartsShown))
        {
            var greatest = group.OrderByDescending(row => Math.Abs(Value(row[place]))).Take(BarsShown).ToList();
            var title = $"{figure.Title}{(group.Key.Length > 0 ? $", {group.Key}" : "")}{(group.Count() > BarsShown ? $": the {BarsShown} greatest of {group.Count()}" : "")}";
            yield return (title, [.. greatest.Select(row => new Bar(string.Join(' ', labels.Select(label => row[label]?.ToString()).Where(text => !string.IsNullOrEmpty(text)).Distinct()), Value(row[place]), PackPage.Shown(row[place])))]);
        }
    }

    private static SummaryColumn? Pictured(Summary dataset) => dataset.Pictured is { } named ? dataset.Columns[dataset.Place(named)]
        : dataset.Columns.LastOrDefault(column => column.IsMoney) ?? dataset.Columns.LastOrDefault(column => column.Type is SummaryType.Decimal or SummaryType.Count);

    private static decimal Value(object? cell) => cell is long count ? count : (decimal)cell!;
}
