using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>Sums of the figures that must tie, as one stage adds them up: by figure, books and currency.</summary>
internal sealed class PackSums
{
    private readonly SortedDictionary<(string Figure, string Books, string Currency), decimal> sums = [];

    public IEnumerable<(string Figure, string Books, string Currency)> Lines => sums.Keys;

    public decimal? Of((string, string, string) line) => sums.TryGetValue(line, out var sum) ? sum : null;

    public void Add(Summary dataset, SummaryColumn column, string? books, string? currency, decimal value)
    {
        var line = ($"{dataset.Title}: {column.Title}", books ?? "", currency ?? "");
        sums[line] = sums.GetValueOrDefault(line) + value;
    }

    /// <summary>The columns of a dataset that say whose books a row is of and in which currency a figure is; null where it has none.</summary>
    public static (string? Books, string? Currency) Of(Summary dataset, SummaryColumn figure) =>
        (dataset.Columns.FirstOrDefault(column => column.Name is "books" or "source")?.Name, figure.Currency);

    /// <summary>The columns of a dataset that are held against the sources.</summary>
    public static IEnumerable<SummaryColumn> Tying(Summary dataset) => dataset.Columns.Where(column => column.Field is not null);
}
