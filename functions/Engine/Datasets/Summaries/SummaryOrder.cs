namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Sorts by the key columns, texts ordinally, so that every machine and store agrees.</summary>
internal sealed class SummaryOrder(Summary summary) : IComparer<SummaryRow>
{
    private readonly int[] places = [.. summary.Columns.Index().Where(column => column.Item.Gathering == Gathering.Key).Select(column => column.Index)];

    public int Compare(SummaryRow? x, SummaryRow? y)
    {
        foreach (var place in places)
        {
            var order = Compare(x!.Cells[place], y!.Cells[place]);
            if (order != 0) return order;
        }

        return 0;
    }

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => Comparer<object>.Default.Compare(left, right),
    };
}
