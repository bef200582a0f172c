using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Cuts the records of one file into batches with a checkpoint behind each.</summary>
internal sealed class FileBatches(RecordForm form, FileLimits limits)
{
    public async IAsyncEnumerable<RecordBatch> ReadAsync(ArrivedFile file, FileCheckpoint? from, [EnumeratorCancellation] CancellationToken ct)
    {
        if (from is { Point: null }) yield break;
        await using var bytes = await file.OpenAsync(ct);
        using var reader = await Border.ReadAsync(file.Name, () => form.OpenAsync(file.Name, bytes, from?.Point, ct));
        if (reader is null)
        {
            yield return new([], Reached(file, null)) { Fields = [] };
            yield break;
        }

        var (fields, blocks, passedOver) = (reader.Fields, new PayloadBlocks(), 0L);
        var more = await Border.ReadAsync(file.Name, () => BeginAsync(reader, from?.Point, blocks, ct));
        do
        {
            ct.ThrowIfCancellationRequested();
            var records = new List<RawRecord>(limits.BatchRecords);
            if (more) more = await Border.ReadAsync(file.Name, () => FillAsync(reader, records, blocks, ct));
            yield return new(records, Reached(file, more ? reader.Point : null), CompletesSnapshot: !more) { Fields = fields, PassedOver = reader.PassedOver - passedOver };
            (fields, passedOver) = (null, reader.PassedOver);
        }
        while (more);
    }

    private static Checkpoint Reached(ArrivedFile file, FilePoint? point) => new FileCheckpoint(file.Sha256, file.Name, point).Write();

    /// <summary>Stands on the first record to give; false when there is none.</summary>
    private static async Task<bool> BeginAsync(RecordReader reader, FilePoint? from, PayloadBlocks blocks, CancellationToken ct)
    {
        while (await reader.NextAsync(ct))
        {
            if (from is null || reader.Point.Offset >= from.Value.Offset) return true;
            // Counted keys are counted from the start of the file, so the records before the checkpoint come by again.
            reader.Take(blocks);
        }

        return false;
    }

    /// <summary>Fills one batch from the record at hand and stops on the one behind it; false when there is none.</summary>
    private async Task<bool> FillAsync(RecordReader reader, List<RawRecord> records, PayloadBlocks blocks, CancellationToken ct)
    {
        var bytes = 0;
        while (records.Count < limits.BatchRecords && bytes < limits.BatchBytes)
        {
            var record = reader.Take(blocks);
            records.Add(record);
            bytes += record.Payload.Length;
            if (!await reader.NextAsync(ct)) return false;
        }

        return true;
    }
}
