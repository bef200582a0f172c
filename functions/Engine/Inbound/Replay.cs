using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Maps landed records anew and commits what comes of it; the source is not asked.</summary>
internal sealed class Replay(IInboundStore store, IRawReader raw, FixShelf shelf, TimeProvider clock)
{
    /// <summary>Leaves checkpoint and end of the slice as they are.</summary>
    /// <param name="retells">See <see cref="InboundCommit.Retells"/>.</param>
    public async Task<RunCounts> WriteAsync(InboundWork work, IReadOnlyList<RawReference> references, bool retells, CancellationToken ct)
    {
        var counts = new RunCounts();
        var state = await store.ReadStateAsync(work.Slice, ct);
        var generation = state?.Generation ?? await store.NextGenerationAsync(work.Slice.Stream, ct) - 1;
        var known = await store.ReadRawAsync(work.Slice, generation, [.. references.Select(reference => reference.RawKey)], ct);
        foreach (var together in references.GroupBy(reference => (reference.LandingId, Counted: IsMapped(reference, known))))
        {
            var records = await RecordsAsync([.. together], ct);
            List<string> keys = [.. records.Select(record => record.Key)];
            var mapper = new BatchMapper(work.Mapping, together.Key.Counted ? RawTotals.None : work.Totals, reading: null, skipsUnchanged: false, []) { Periods = work.Periods };
            var commit = work.Commit(
                new(together.Key.LandingId, new(records, state?.Checkpoint ?? Checkpoint.Start), null),
                state?.Since,
                generation,
                mapper.Map(work.Slice.Stream, records, known, await shelf.FindAsync(work.Slice, keys, ct)),
                clock.GetUtcNow());
            counts += (await store.CommitAsync(commit with { Retells = retells, End = state is { Complete: false } ? null : new(null, null) }, ct)).Counts;
        }

        return counts;
    }

    // What was mapped from this very place was counted by then, whatever became of it since.
    private static bool IsMapped(RawReference reference, IReadOnlyDictionary<string, RawState> known) =>
        known.TryGetValue(reference.RawKey, out var state) && !state.Deleted && state.LandingId == reference.LandingId && state.Position == reference.Position;

    private async Task<IReadOnlyList<RawRecord>> RecordsAsync(IReadOnlyList<RawReference> references, CancellationToken ct)
    {
        var payloads = await raw.ReadAsync(references, ct);
        return [.. references.Zip(payloads, (reference, payload) => new RawRecord(reference.RawKey, payload, reference.Position))];
    }
}
