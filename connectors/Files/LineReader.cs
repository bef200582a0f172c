namespace BackOffice.Integration.Connectors.Files;

/// <summary>Walks over the lines of a file that are not blank, holding none beyond the limit.</summary>
internal sealed class LineReader(Stream file, FilePoint start, int limit)
{
    private byte[] buffer = new byte[128 << 10];
    private int begin;
    private int end;
    private int consumed;
    private bool sought;
    private FilePoint next = start;

    /// <summary>Where the line at hand begins.</summary>
    public FilePoint Point { get; private set; }

    /// <summary>Bytes of the line at hand, without its line end.</summary>
    public long Length { get; private set; }

    public bool IsLong => Length > limit;

    /// <summary>The line at hand; only where it is not too long.</summary>
    public ReadOnlySpan<byte> Line => buffer.AsSpan(begin, (int)Length);

    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (await LineAsync(ct))
        {
            if (IsLong || Line.IndexOfAnyExcept(" \t\r"u8) >= 0) return true;
        }

        return false;
    }

    private async ValueTask<bool> LineAsync(CancellationToken ct)
    {
        begin += consumed;
        (consumed, Point) = (0, next);
        long dropped = 0;
        for (var searched = begin; ;)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0) return Close(searched + found, dropped, ended: true);
            searched = end;
            // One byte more than the limit may be the carriage return.
            if (end - begin > limit + 1) (dropped, begin, searched) = (dropped + end - begin, 0, end = 0);
            var moved = await FillAsync(ct);
            if (moved < 0) return end - begin + dropped > 0 && Close(end, dropped, ended: false);
            searched -= moved;
        }
    }

    private bool Close(int at, long dropped, bool ended)
    {
        var length = at - begin;
        consumed = length + (ended ? 1 : 0);
        next = new(Point.Offset + dropped + consumed, Point.Line + 1);
        if (ended && length > 0 && buffer[at - 1] == '\r') length--;
        Length = dropped + length;
        return true;
    }

    /// <summary>How far the bytes moved to the front; -1 at the end of the file.</summary>
    private async ValueTask<int> FillAsync(CancellationToken ct)
    {
        if (!sought) (file.Position, sought) = (next.Offset, true);
        var moved = begin;
        if (begin > 0)
        {
            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await file.ReadAsync(buffer.AsMemory(end), ct);
        end += read;
        return read == 0 ? -1 : moved;
    }
}
