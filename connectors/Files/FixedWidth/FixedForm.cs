using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.FixedWidth;

/// <summary>Lines whose columns stand at fixed places.</summary>
internal sealed class FixedForm(FilesStreamSettings stream, FileLimits limits) : RecordForm
{
    private readonly FixedLine line = new(stream.Widths!.Columns);

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (await FirstAsync(bytes, ct) is not { } first) return null;
        var keys = new RecordKeys(stream.Key);
        var at = from is { } point && point.Offset > first.Offset && !keys.IsCounted ? point : first;
        return new FixedRecords(new(bytes, at, limits.RecordBytes), line, Shape(), keys, limits.RecordBytes);
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        var (shape, blocks) = (Shape(), new PayloadBlocks());
        foreach (var position in positions)
        {
            if (position.Length > limits.RecordBytes)
            {
                yield return LongRecord.Payload;
                continue;
            }

            var record = new byte[position.Length];
            bytes.Position = position.ByteOffset;
            if (await bytes.ReadAtLeastAsync(record, record.Length, throwOnEndOfStream: false, ct) < record.Length) throw NotHere(file);
            yield return line.Cut(record).Payload(shape, blocks);
        }
    }

    public override Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>?>(stream.Widths!.Names);

    private RecordShape Shape() => new(stream.Widths!.Names, [.. stream.Key.Fields.Select(field => stream.Widths.Names.Index().First(name => name.Item == field).Index)]);

    /// <summary>Where the first record stands; null where the file holds nothing at all.</summary>
    private async Task<FilePoint?> FirstAsync(Stream bytes, CancellationToken ct)
    {
        var mark = await FirstBytesAsync(bytes, ct) is [0xEF, 0xBB, 0xBF] ? 3 : 0;
        var lines = new LineReader(bytes, new(mark, 1), limits.RecordBytes);
        for (var skipped = 0; await lines.NextAsync(ct); skipped++)
            if (skipped >= stream.Skip) return lines.Point;
        return null;
    }
}
