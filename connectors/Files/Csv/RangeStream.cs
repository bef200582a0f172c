namespace BackOffice.Integration.Connectors.Files.Csv;

/// <summary>Reads ranges of a file one after the other, an empty line before each.</summary>
/// <remarks>
/// The empty line ends the record of the range before, is no record itself, and keeps the parser
/// from taking a record's first bytes for a byte order mark.
/// </remarks>
internal sealed class RangeStream(Stream file, IEnumerable<(long Start, long Length)> ranges) : ReadOnlyStream
{
    private readonly IEnumerator<(long Start, long Length)> ranges = ranges.GetEnumerator();
    private long left;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        if (left == 0) return Begin(buffer.Span);
        var read = await file.ReadAsync(buffer[..(int)Math.Min(left, buffer.Length)], cancellationToken);
        left = read == 0 ? 0 : left - read;
        return read == 0 ? Begin(buffer.Span) : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) ranges.Dispose();
        base.Dispose(disposing);
    }

    private int Begin(Span<byte> buffer)
    {
        if (!ranges.MoveNext()) return 0;
        file.Position = ranges.Current.Start;
        left = ranges.Current.Length;
        buffer[0] = (byte)'\n';
        return 1;
    }
}
