using System.Globalization;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Documents;

/// <summary>The records of one document.</summary>
/// <param name="first">Number of the record that the scan finds first.</param>
/// <param name="to">Records before this offset were given earlier.</param>
internal sealed class DocumentRecords(DocumentScan scan, RecordContent content, NdjsonRecord record, FileLimits limits, long first, long to) : RecordReader(null)
{
    private long index = first - 1;
    private OpenedRecord opened;

    public override FilePoint Point => new(scan.Offset, index);

    public override bool IsWhole => IsLong || opened.Code is null;

    private bool IsLong => scan.Length > limits.RecordBytes;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        do
        {
            if (!await scan.NextAsync(ct)) return false;
            index++;
        }
        while (scan.Offset < to);
        if (IsLong) return true;
        opened = content.Open(scan.Record);
        record.Read(opened.Payload.Span);
        return true;
    }

    public override RawRecord Take(PayloadBlocks blocks)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"record {index}");
        if (IsLong) return LongRecord.Of(name, Point, scan.Length, limits.RecordBytes) with { Problem = TooLong() };
        var key = opened.Code is null ? record.Key(opened.Payload.Span) : null;
        return new(key ?? name, opened.Payload, new(index, scan.Offset, (int)scan.Length))
        {
            Problem = opened.Problem(index) ?? record.KeyProblem($"Record {index}"),
        };
    }

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) => IsLong ? LongRecord.Payload : opened.Payload;

    protected override void Dispose(bool disposing)
    {
    }

    private RecordProblem TooLong() => new("record.too-long", "",
        $"Record {index} has {scan.Length} bytes; up to {limits.RecordBytes} are read. Look whether records of the stream names too much, or have the file exported in smaller records.");
}
