using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.FixedWidth;

/// <summary>The records of one file of fixed-width lines.</summary>
internal sealed class FixedRecords(LineReader lines, FixedLine line, RecordShape shape, RecordKeys keys, int limit) : RecordReader(shape.Fields)
{
    public override FilePoint Point => lines.Point;

    public override bool IsWhole => lines.IsLong || line.Cut(lines.Line).IsWhole;

    public override ValueTask<bool> NextAsync(CancellationToken ct) => lines.NextAsync(ct);

    public override RawRecord Take(PayloadBlocks blocks)
    {
        if (lines.IsLong) return LongRecord.Of(LineKey(Point.Line), Point, lines.Length, limit);
        var cut = line.Cut(lines.Line);
        var payload = cut.Payload(shape, blocks);
        var isJoined = JoinedFile.BeginsWith(lines.Line);
        var (key, missing) = isJoined ? (null, -1) : cut.Key(shape, keys, payload.Span);
        return new(key ?? LineKey(Point.Line), payload, new(Point.Line, Point.Offset, (int)lines.Length))
        {
            Problem = isJoined ? JoinedFile.Problem(Point.Line) : Problem(cut, missing),
        };
    }

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) =>
        lines.IsLong ? LongRecord.Payload : line.Cut(lines.Line).Payload(shape, blocks);

    protected override void Dispose(bool disposing)
    {
    }

    private RecordProblem? Problem(CutLine cut, int missing)
    {
        if (!cut.Decodes)
            return new("encoding.undecodable", "", $"Line {Point.Line} holds a byte that the stream's encoding cannot decode. Set encoding on the stream, or have the file exported again.");
        if (cut.Broken >= 0)
            return new("record.ragged", shape.Fields[cut.Broken], $"Line {Point.Line} ends within the column '{shape.Fields[cut.Broken]}'. Send the file again, or correct widths on the stream; rest is the width of a last column without fixed end.");
        if (cut.IsOver)
            return new("record.ragged", "", $"Line {Point.Line} goes on behind the last column. Look for a lost line end, or name what stands there in widths on the stream.");
        return missing < 0 ? null
            : new("key.missing", shape.Fields[missing], $"Line {Point.Line} has no value in a field of its key. Fill it in the source, or choose another key.");
    }
}
