using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Where a run begins to read its slice.</summary>
/// <param name="From">Within the run's own reading.</param>
/// <param name="Since">See <see cref="ReadRequest.Since"/>.</param>
/// <param name="Generation">Of the reading that goes on; null for a new one.</param>
internal sealed record SliceStart(Checkpoint From, Checkpoint? Since, long? Generation)
{
    /// <summary>Null where the run has nothing left to read.</summary>
    public static SliceStart? Of(InboundWork work, StreamState? state)
    {
        if (state is not null && IsOwn(work, state)) return state.Complete ? null : new(state.Checkpoint, state.Since, state.Generation);
        var asksForChanges = work.Incremental && work.Source is not IFileSource;
        return new(Checkpoint.Start, asksForChanges ? state?.Checkpoint ?? Checkpoint.Start : null, null);
    }

    // Every run reads anew; one that was cut off goes on.
    private static bool IsOwn(InboundWork work, StreamState state) => state.RunId == work.RunId;
}
