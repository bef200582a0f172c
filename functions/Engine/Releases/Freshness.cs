using BackOffice.Integration.Engine.Datasets;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Compares frozen rows with the rows that the same question gives today.</summary>
internal static class Freshness
{
    /// <summary>Lines whose cells or entities changed or vanished, and lines whose newest raw record waits in quarantine.</summary>
    public static (IReadOnlyList<int> Touched, IReadOnlyList<int> Stale) Of(IEnumerable<FrozenRow> frozen, IReadOnlyList<DatasetRow> today)
    {
        var byIdentity = today.ToDictionary(row => row.From[0].Identity with { ValidFrom = null });
        List<int> touched = [], stale = [];
        foreach (var (index, row) in frozen.Index())
        {
            var now = byIdentity.GetValueOrDefault(row.From[0].Identity with { ValidFrom = null });
            if (now is null || !Same(row, now)) touched.Add(index + 1);
            else if (now.From.Any(origin => origin.Stale)) stale.Add(index + 1);
        }

        return (touched, stale);
    }

    private static bool Same(FrozenRow frozen, DatasetRow now) =>
        frozen.From.Select(Version).SequenceEqual(now.From.Select(Version))
        && frozen.Cells.All(cell => now.Values.GetValueOrDefault(cell.Key) == cell.Value);

    private static (object Identity, string RowHash) Version(Origin origin) => (origin.Identity, origin.RowHash);
}
