using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>Finds quarantined records as people name them.</summary>
internal sealed class QuarantineFinder(IQuarantineStore store, TimeProvider clock)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, bool onlyOpen, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return [.. (await store.ListAsync(pipeline, onlyOpen, ct)).Select(item => item with { Age = (item.DismissedAt ?? now) - item.OpenedAt })];
    }

    /// <param name="id">An id, its beginning, or a record's key, where that is unique; what waits comes first, and of one record's items the last.</param>
    public async Task<QuarantineItem> FindAsync(string id, CancellationToken ct)
    {
        // Every id begins with nothing.
        if (string.IsNullOrWhiteSpace(id)) throw new RefusedException("quarantine.unnamed", "No record is named; give its id, the id's beginning or the record's key, as `backoffice quarantine list` shows them.");
        var found = (await ListAsync(null, onlyOpen: false, ct)).Where(item => item.Id.ToString().StartsWith(id, StringComparison.Ordinal) || item.Key == id)
            .GroupBy(item => (item.Pipeline, item.Stream, item.Key), (_, items) => items.OrderBy(item => item.State == "Opened").Last()).ToList();
        var open = found.FindAll(item => item.State == "Opened");
        return (open.Count > 0 ? open : found) switch
        {
            [var one] => one,
            [] => throw new RefusedException("quarantine.unknown", $"No quarantined record is called '{id}'; `backoffice quarantine list --all` shows them."),
            _ => throw new RefusedException("quarantine.ambiguous", $"Several quarantined records are called '{id}'; give more of the id."),
        };
    }
}
