using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Reads a slice so that everything it gives has landed first.</summary>
internal sealed class SliceReader(ILanding landing, ILandingLedger ledger, TimeProvider clock)
{
    public IAsyncEnumerable<LandedBatch> ReadAsync(ISource source, Guid runId, StreamSlice slice, SliceStart start, CancellationToken ct) => source is IFileSource files
        ? ReadFileAsync(files, slice, start.From, ct)
        : LandEachAsync(source.ReadAsync(new(slice.Stream, start.From, new(slice.Slice)) { Since = start.Since }, ct), runId, slice, ct);

    private async IAsyncEnumerable<LandedBatch> ReadFileAsync(IFileSource source, StreamSlice slice, Checkpoint from, [EnumeratorCancellation] CancellationToken ct)
    {
        var landed = await ledger.FindAsync(slice.Connection, slice.Stream, slice.Slice, ct)
            ?? throw new InvalidOperationException($"No file of stream {slice.Stream} has landed for this run; start the run again.");
        await foreach (var batch in source.ReadFileAsync(landed.AsFile(landing), new(slice.Stream, from, new(slice.Slice)), ct))
            yield return new(landed.Id, batch, landed.AsTaken());
    }

    private async IAsyncEnumerable<LandedBatch> LandEachAsync(
        IAsyncEnumerable<RecordBatch> batches, Guid runId, StreamSlice slice, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var batch in batches.WithCancellation(ct))
        {
            var (lines, records) = Lines(batch.Records);
            using (lines)
            {
                var landed = await landing.LandAsync(lines, ct);
                var record = new LandingRecord(Guid.CreateVersion7(), slice.Connection, slice.Stream, runId, landed, clock.GetUtcNow());
                await ledger.AddAsync(record, ct);
                yield return new(record.Id, batch with { Records = records }, null);
            }
        }
    }

    /// <summary>A batch as NDJSON, and its records at their places in it.</summary>
    private static (MemoryStream Lines, IReadOnlyList<RawRecord> Records) Lines(IReadOnlyList<RawRecord> records)
    {
        var lines = new MemoryStream();
        List<RawRecord> placed = new(records.Count);
        foreach (var record in records)
        {
            placed.Add(record with { Position = new(placed.Count + 1, lines.Position, record.Payload.Length) });
            lines.Write(record.Payload.Span);
            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        return (lines, placed);
    }
}

/// <summary>A batch and where its originals lie.</summary>
/// <param name="File">The file it was read from, for a file stream.</param>
internal sealed record LandedBatch(Guid LandingId, RecordBatch Batch, TakenFile? File);
