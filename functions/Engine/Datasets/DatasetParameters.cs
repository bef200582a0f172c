namespace BackOffice.Integration.Engine.Datasets;

/// <summary>Which rows of a dataset are wanted.</summary>
/// <param name="Where">Values that columns must have.</param>
internal sealed record DatasetParameters(DatasetDescriptor Dataset, Period Period, IReadOnlyDictionary<string, string> Where)
{
    public bool Wants(DatasetRow row) => Where.All(wanted => row.Values.GetValueOrDefault(wanted.Key) == wanted.Value);

    /// <summary>Ordinal, so that both stores and every machine agree; the connection and key settle ties.</summary>
    public IReadOnlyList<DatasetRow> Sorted(IEnumerable<DatasetRow> rows)
    {
        var sorted = rows.ToList();
        sorted.Sort(Compare);
        return sorted;
    }

    private int Compare(DatasetRow left, DatasetRow right)
    {
        foreach (var column in Dataset.Order)
        {
            var order = string.CompareOrdinal(left.Values[column] ?? "", right.Values[column] ?? "");
            if (order != 0) return order;
        }

        var connections = string.CompareOrdinal(left.From[0].Connection, right.From[0].Connection);
        return connections != 0 ? connections : string.CompareOrdinal(left.From[0].Key, right.From[0].Key);
    }
}
