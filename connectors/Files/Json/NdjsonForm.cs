using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>One JSON object a line.</summary>
internal sealed class NdjsonForm(FilesStreamSettings stream, FileLimits limits) : RecordForm
{
    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (await FirstAsync(bytes, ct) is not { Point: var first }) return null;
        var keys = new RecordKeys(stream.Key);
        var at = from is { } point && point.Offset > first.Offset && !keys.IsCounted ? point : first;
        return new NdjsonRecords(new(bytes, at, limits.RecordBytes), new NdjsonRecord(stream.Key, keys), limits.RecordBytes);
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var position in positions)
        {
            if (position.Length > limits.RecordBytes)
            {
                yield return LongRecord.Payload;
                continue;
            }

            var line = new byte[position.Length];
            bytes.Position = position.ByteOffset;
            if (await bytes.ReadAtLeastAsync(line, line.Length, throwOnEndOfStream: false, ct) < line.Length) throw NotHere(file);
            var record = new NdjsonRecord(stream.Key, new(stream.Key));
            record.Read(line);
            yield return record.Payload(line, new());
        }
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct) =>
        await FirstAsync(bytes, ct) is { IsLong: false } first ? NdjsonRecord.Names(first.Line) : null;

    /// <summary>Stands on the first record; null where the file holds none.</summary>
    private async Task<LineReader?> FirstAsync(Stream bytes, CancellationToken ct)
    {
        var mark = await FirstBytesAsync(bytes, ct) is [0xEF, 0xBB, 0xBF] ? 3 : 0;
        var lines = new LineReader(bytes, new(mark, 1), limits.RecordBytes);
        for (var skipped = 0; await lines.NextAsync(ct); skipped++)
            if (skipped >= stream.Skip) return lines;
        return null;
    }
}
