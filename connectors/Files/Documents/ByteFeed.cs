namespace BackOffice.Integration.Connectors.Files.Documents;

/// <summary>The bytes of a file one after the other, those of one record kept together up to a limit.</summary>
internal sealed class ByteFeed(Stream file, long start, int limit)
{
    private byte[] buffer = new byte[128 << 10];
    private long origin = start;
    private int at;
    private int end;
    private int mark = -1;
    private long marked;

    /// <summary>Of the next byte in the file.</summary>
    public long Offset => origin + at;

    /// <summary>What is at hand of the file; empty only behind <see cref="FillAsync"/> at its end.</summary>
    public ReadOnlySpan<byte> Ahead => buffer.AsSpan(at, end - at);

    /// <summary>Whether all bytes since the mark are at hand.</summary>
    public bool IsKept => mark >= 0;

    public long MarkedOffset => marked;

    public long MarkedLength => Offset - marked;

    public ReadOnlySpan<byte> Marked => buffer.AsSpan(mark, at - mark);

    public void Mark() => (mark, marked) = (at, Offset);

    public void Advance(int count) => at += count;

    /// <summary>The next byte, not taken; -1 at the end of the file.</summary>
    public ValueTask<int> PeekAsync(CancellationToken ct) => at < end ? new(buffer[at]) : PeekFurtherAsync(ct);

    /// <summary>The next byte that is no white space, not taken; -1 at the end of the file.</summary>
    public async ValueTask<int> PeekBehindSpaceAsync(CancellationToken ct)
    {
        do
        {
            var found = Ahead.IndexOfAnyExcept(" \t\r\n"u8);
            at = found < 0 ? end : at + found;
            if (found >= 0) return buffer[at];
        }
        while (await FillAsync(ct));
        return -1;
    }

    /// <summary>Passes over the mark of UTF-8.</summary>
    public async ValueTask PassMarkAsync(CancellationToken ct)
    {
        while (Ahead.Length < 3)
            if (!await FillAsync(ct)) return;
        if (Ahead is [0xEF, 0xBB, 0xBF, ..]) Advance(3);
    }

    /// <summary>Reads on behind what is at hand; false at the end of the file.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (mark >= 0 && at - mark > limit) mark = -1;
        var kept = mark >= 0 ? mark : at;
        buffer.AsSpan(kept, end - kept).CopyTo(buffer);
        (origin, at, end, mark) = (origin + kept, at - kept, end - kept, mark >= 0 ? 0 : -1);
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        // Another walk over the same file may have moved it.
        file.Position = origin + end;
        var read = await file.ReadAsync(buffer.AsMemory(end), ct);
        end += read;
        return read > 0;
    }

    private async ValueTask<int> PeekFurtherAsync(CancellationToken ct) => await FillAsync(ct) ? buffer[at] : -1;
}
