using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>What people ask about findings.</summary>
public sealed class FindingDesk
{
    private readonly IFindingStore store;

    internal FindingDesk(IFindingStore store) => this.store = store;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Finding>> ListAsync(bool onlyOpen, int limit, CancellationToken ct) => store.ListAsync(onlyOpen, limit, ct);

    /// <param name="id">An id or its beginning.</param>
    public async Task<Finding> ShowAsync(string id, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(id)) throw new RefusedException("finding.unnamed", "No finding is named; give its id or the id's beginning, as `backoffice finding list` shows them.");
        var found = (await store.ListAsync(onlyOpen: false, int.MaxValue, ct)).Where(finding => finding.Id.StartsWith(id, StringComparison.Ordinal)).Take(2).ToList();
        return found is [var one] ? one : throw new RefusedException("finding.unknown", $"No single finding is called '{id}'; `backoffice finding list` shows them.");
    }
}
