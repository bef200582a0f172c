using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Fetches the fixes of a batch.</summary>
internal sealed class FixShelf(IFixStore store, FixHashes hashes)
{
    /// <summary>Null where no record of the batch has any.</summary>
    public async Task<BatchFixes?> FindAsync(StreamSlice slice, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        await store.ReadAsync(slice.Connection, slice.Stream, keys, ct) is { Count: > 0 } fixes ? new(fixes, hashes) : null;
}
