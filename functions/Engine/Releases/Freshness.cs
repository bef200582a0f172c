namespace BackOffice.Integration.Engine.Releases;

/// <summary>Compares frozen rows with the rows that the same question gives today.</summary>
internal static class Freshness
{
    /// <summary>Lines whose cells or entities changed or vanished, and lines whose newest raw record waits in quarantine.</summary>
    public static (IReadOnlyList<int> Touched, IReadOnlyList<int> Stale) Of(IEnumerable<FrozenRow> frozen, Drawing today)
    {
        var stalled = today.Stale.ToHashSet();
        var byIdentity = today.Rows.Index().ToDictionary(row => row.Item.From[0].Identity with { ValidFrom = null });
        List<int> touched = [], stale = [];
        foreach (var (index, row) in frozen.Index())
        {
            if (!byIdentity.TryGetValue(row.From[0].Identity with { ValidFrom = null }, out var now) || !Same(row, now.Item)) touched.Add(index + 1);
            else if (stalled.Contains(now.Index + 1)) stale.Add(index + 1);
        }

        return (touched, stale);
    }

    private static bool Same(FrozenRow frozen, FrozenRow now) =>
        frozen.From.Select(Version).SequenceEqual(now.From.Select(Version))
        && frozen.Cells.All(cell => now.Cells.GetValueOrDefault(cell.Key) == cell.Value);

    private static (object Identity, string RowHash) Version(Datasets.Origin origin) => (origin.Identity, origin.RowHash);
}
