using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>Records of a transcoded file, with their places in the file itself.</summary>
internal sealed class TranscodedReader(RecordReader utf8, TranscodedStream file) : RecordReader(utf8.Fields)
{
    private readonly PayloadBlocks taken = new();
    private RawRecord? record;

    /// <summary>In bytes of UTF-8: only a checkpoint holds it, and the same decoding reads it.</summary>
    public override FilePoint Point => utf8.Point;

    public override bool IsWhole => utf8.IsWhole;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (!await utf8.NextAsync(ct)) return false;
        var here = utf8.Take(taken);
        var begin = await file.OriginalAsync(here.Position.ByteOffset, ct);
        var end = await file.OriginalAsync(here.Position.ByteOffset + here.Position.Length, ct);
        record = here with { Position = here.Position with { ByteOffset = begin, Length = (int)Math.Min(end - begin, int.MaxValue) } };
        return true;
    }

    public override RawRecord Take(PayloadBlocks blocks) => record!;

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) => record!.Payload;

    protected override void Dispose(bool disposing)
    {
        if (disposing) utf8.Dispose();
    }
}
