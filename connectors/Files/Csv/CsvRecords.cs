using System.Buffers;
using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;
using CsvHelper;

namespace BackOffice.Integration.Connectors.Files.Csv;

/// <summary>The records of one separated text file.</summary>
internal sealed class CsvRecords : RecordReader
{
    private readonly CsvForm form;
    private readonly Stream bytes;
    private readonly RecordShape shape;
    private readonly RecordKeys keys;
    private readonly SearchValues<byte> careful;
    private CsvReader parser;
    private FilePoint origin;
    private FilePoint point;
    private bool begun;
    private ScannedRecord? skipped;
    private bool misquoted;

    public CsvRecords(CsvForm form, Stream bytes, RecordShape shape, RecordKeys keys, FilePoint start)
        : this(form, bytes, shape, keys, [(start.Offset, long.MaxValue)]) => origin = point = start;

    public CsvRecords(CsvForm form, Stream bytes, RecordShape shape, RecordKeys keys, IEnumerable<(long Start, long Length)> ranges)
        : base(shape.Declared)
    {
        (this.form, this.bytes, this.shape, this.keys) = (form, bytes, shape, keys);
        careful = form.Text.NotPlainBut(form.Delimiter);
        parser = form.Parser(new RangeStream(bytes, ranges), Note);
    }

    public override FilePoint Point => point;

    public override bool IsWhole => IsLong || parser.FieldCount == shape.Fields.Count;

    /// <summary>Bytes of the record at hand, without its line end.</summary>
    public long Length => skipped?.Length ?? parser.RawRecord.Length;

    private bool IsLong => Length > form.RecordBytes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ValueTask<bool> NextAsync(CancellationToken ct)
    {
        misquoted = false;
        if (skipped is not null) Resume(skipped.End);
        var read = parser.ReadAsync(ct);
        return read.IsCompletedSuccessfully ? new(Arrived(read.Result)) : NextAsync(read, ct);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override RawRecord Take(PayloadBlocks blocks)
    {
        if (IsLong) return LongRecord.Of(LineKey(point.Line), point, Length, form.RecordBytes);
        var payload = Payload(blocks);
        var decodes = form.Text.Decodes(parser.RawRecord);
        var isJoined = JoinedFile.BeginsWith(parser.RawRecord);
        var missing = -1;
        var key = isJoined ? null : Key(payload, decodes, out missing);
        return new(key ?? LineKey(point.Line), payload, new(point.Line, point.Offset, parser.RawRecord.Length))
        {
            Problem = isJoined ? JoinedFile.Problem(point.Line) : Problem(decodes, missing),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks)
    {
        if (IsLong) return LongRecord.Payload;
        var raw = parser.RawRecord;
        if (form.Text.IsUtf8 && !form.Text.Decodes(raw)) return Repaired(blocks);

        var plain = raw.IndexOfAny(careful) < 0;
        var room = blocks.Reserve(Size(plain ? raw.Length : raw.Length * FieldText.Growth));
        var written = 0;
        for (var i = 0; i < parser.FieldCount; i++)
        {
            var before = shape.Before(i);
            before.CopyTo(room[written..]);
            written += before.Length;
            var field = parser.GetSpan(i);
            if (plain) field.CopyTo(room[written..]);
            written += plain ? field.Length : form.Text.Write(field, room[written..]);
        }

        return Closed(blocks, room, written);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) parser.Dispose();
    }

    private async ValueTask<bool> NextAsync(ValueTask<bool> read, CancellationToken ct)
    {
        try
        {
            return Arrived(await read);
        }
        catch (CsvFormatException)
        {
            // The parser gives up on a record longer than its limit; the scan finds where the next one begins.
            return await SkipAsync(ct);
        }
    }

    private bool Arrived(bool found)
    {
        // RangeStream puts one line end before the file's bytes.
        if (found) point = new(origin.Offset + parser.ByteOffset - 1, origin.Line + parser.LineNumber - 2);
        begun |= found;
        return found;
    }

    private ReadOnlyMemory<byte> Repaired(PayloadBlocks blocks)
    {
        var room = blocks.Reserve(Size(parser.RawRecord.Length * FieldText.Growth));
        var written = 0;
        for (var i = 0; i < parser.FieldCount; i++)
        {
            var before = shape.Before(i);
            before.CopyTo(room[written..]);
            written += before.Length;
            written += form.Text.Write(FieldText.Repaired(parser.GetSpan(i)), room[written..]);
        }

        return Closed(blocks, room, written);
    }

    private static ReadOnlyMemory<byte> Closed(PayloadBlocks blocks, Span<byte> room, int written)
    {
        "\"}"u8.CopyTo(room[written..]);
        return blocks.Take(written + 2);
    }

    private int Size(int values) =>
        shape.Size + values + (Math.Max(0, parser.FieldCount - shape.Fields.Count) * RecordShape.ExtraSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? Key(ReadOnlyMemory<byte> payload, bool decodes, out int missing)
    {
        missing = -1;
        if (keys.IsHash) return keys.Hash(payload.Span);
        keys.Start();
        foreach (var column in shape.KeyColumns)
        {
            var field = column < parser.FieldCount ? parser.GetSpan(column) : default;
            if (field.IsEmpty) missing = column;
            // Two bytes that cannot be decoded are not the same key.
            if (field.IsEmpty || (!decodes && !form.Text.Decodes(field))) return null;
            keys.Add(field, form.Text);
        }

        return keys.Finish();
    }

    private RecordProblem? Problem(bool decodes, int missing)
    {
        if (!decodes)
            return new("encoding.undecodable", "", $"Line {point.Line} holds a byte that the stream's encoding cannot decode. Set encoding on the stream, or have the file exported again.");
        if (misquoted)
            return new("record.misquoted", "", $"Line {point.Line} has text behind a closing quote. Have quotes inside a field doubled, or set quote on the stream.");
        if (parser.FieldCount != shape.Fields.Count)
            return new("record.ragged", "", $"Line {point.Line} has {parser.FieldCount} fields instead of {shape.Fields.Count}. Correct the line, and send the file again.");
        return missing < 0 ? null
            : new("key.missing", shape.Fields[missing], $"Line {point.Line} has no value in a field of its key. Fill it in the source, or choose another key.");
    }

    private void Note(CsvMalformedRecord record) => misquoted |= record.Reason is CsvMalformedReason.TextAfterClosingQuote;

    private async Task<bool> SkipAsync(CancellationToken ct)
    {
        var scan = form.Scan(bytes);
        var before = begun ? await scan.NextAsync(point, ct) : null;
        skipped = await scan.NextAsync(before?.End ?? origin, ct);
        point = skipped?.Start ?? point;
        return skipped is not null;
    }

    private void Resume(FilePoint end)
    {
        parser.Dispose();
        (skipped, begun) = (null, false);
        origin = point = end;
        parser = form.Parser(new RangeStream(bytes, [(end.Offset, long.MaxValue)]), Note);
    }
}
