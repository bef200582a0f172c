using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>The records of one file of JSON lines.</summary>
internal sealed class NdjsonRecords(LineReader lines, NdjsonRecord record, int limit) : RecordReader(null)
{
    public override FilePoint Point => lines.Point;

    public override bool IsWhole => lines.IsLong || record.IsObject;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (!await lines.NextAsync(ct)) return false;
        if (!lines.IsLong) record.Read(lines.Line);
        return true;
    }

    public override RawRecord Take(PayloadBlocks blocks)
    {
        if (lines.IsLong) return LongRecord.Of(LineKey(Point.Line), Point, lines.Length, limit);
        var key = record.Key(lines.Line);
        return new(key ?? LineKey(Point.Line), Payload(blocks), new(Point.Line, Point.Offset, (int)lines.Length)) { Problem = Problem() };
    }

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) =>
        lines.IsLong ? LongRecord.Payload : record.Payload(lines.Line, blocks);

    protected override void Dispose(bool disposing)
    {
    }

    private RecordProblem? Problem()
    {
        if (!record.Decodes)
            return new("encoding.undecodable", "", $"Line {Point.Line} holds a byte that the stream's encoding cannot decode. Set encoding on the stream, or have the file exported again.");
        if (JoinedFile.BeginsWith(lines.Line)) return JoinedFile.Problem(Point.Line);
        if (!record.IsObject && lines.Line.Contains((byte)'\r'))
            return new("json.unreadable", "", $"Line {Point.Line} is not one JSON object: its lines seem to end with a carriage return alone. Have them end with a line feed, and send the file again.");
        if (!record.IsObject)
            return new("json.unreadable", "", $"Line {Point.Line} is not one JSON object. Correct the line, and send the file again.");
        return record.KeyProblem($"Line {Point.Line}");
    }
}
