using System.Globalization;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Walks over the records of one file, one at a time.</summary>
internal abstract class RecordReader(IReadOnlyList<string>? fields) : IDisposable
{
    /// <summary>Null where the file declares none.</summary>
    public IReadOnlyList<string>? Fields { get; } = fields;

    /// <summary>Where the record at hand begins.</summary>
    public abstract FilePoint Point { get; }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public abstract ValueTask<bool> NextAsync(CancellationToken ct);

    /// <summary>The record at hand; counts its key, so ask once.</summary>
    public abstract RawRecord Take(PayloadBlocks blocks);

    /// <summary>The payload of the record at hand alone.</summary>
    public abstract ReadOnlyMemory<byte> Payload(PayloadBlocks blocks);

    /// <summary>How many records a selection has left out so far.</summary>
    public virtual long PassedOver => 0;

    /// <summary>True where the record at hand misses none of its parts, or is too long to tell.</summary>
    public abstract bool IsWhole { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    protected static string LineKey(long line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");

    protected static string RowKey(long row) => string.Create(CultureInfo.InvariantCulture, $"row {row}");
}

/// <summary>What a payload is where the record is too long to be held.</summary>
internal static class LongRecord
{
    public static readonly ReadOnlyMemory<byte> Payload = "{}"u8.ToArray();

    public static RawRecord Of(string key, FilePoint point, long length, int limit) =>
        new(key, Payload, new(point.Line, point.Offset, (int)Math.Min(length, int.MaxValue)))
        {
            Problem = new("record.too-long", "",
                $"Line {point.Line} begins a record of {length} bytes; up to {limit} are read. Look for a lost line end or a lost quote, and send the file again."),
        };
}
