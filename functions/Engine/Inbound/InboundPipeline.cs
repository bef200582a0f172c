using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Read, land, map, commit: batch by batch, each all or nothing.</summary>
internal sealed class InboundPipeline(SliceReader reader, IInboundStore store, FixShelf shelf, TimeProvider clock)
{
    /// <summary>Goes on from the run's last commit; what the run has read to its end gives nothing more.</summary>
    public async Task RunAsync(InboundWork work, IProgress<RunCounts>? progress, CancellationToken ct)
    {
        var state = await store.ReadStateAsync(work.Slice, ct);
        if (SliceStart.Of(work, state) is not { } start) return;
        var generation = start.Generation ?? await store.NextGenerationAsync(work.Slice.Stream, ct);
        var waiting = await store.ReadWaitingAsync(work.Slice, work.RunId, ct);
        var mapper = new BatchMapper(work.Mapping, work.Totals, new(generation, work.Source is IFileSource, GoesOn: start.Generation is not null), work.SkipsUnchanged, waiting) { Periods = work.Periods };

        await foreach (var landed in reader.ReadAsync(work.Source, work.RunId, work.Slice, start, ct))
        {
            work.Drift.Judge(landed.Batch.Fields);
            if (work.Drift.Empty) work.EmptyFile = landed.File?.Name ?? work.Slice.Stream;
            List<string> keys = [.. landed.Batch.Records.Select(record => record.Key)];
            var known = await store.ReadRawAsync(work.Slice, generation, keys, ct);
            var mapped = mapper.Map(work.Slice.Stream, landed.Batch.Records, known, await shelf.FindAsync(work.Slice, keys, ct));
            var outcome = await store.CommitAsync(work.Commit(landed, start.Since, generation, mapped, clock.GetUtcNow()), ct);
            work.Count(landed.Batch, mapped, outcome);
            progress?.Report(outcome.Counts);
        }
    }
}
