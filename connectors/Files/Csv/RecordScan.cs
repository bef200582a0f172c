namespace BackOffice.Integration.Connectors.Files.Csv;

/// <summary>Finds quotes and record ends byte by byte, holding no record in memory.</summary>
/// <remarks>The parser does this too, but only for records that fit its buffer, and only after it gave the ones before.</remarks>
internal sealed class RecordScan(Stream file, char delimiter, char quote)
{
    private const int BufferBytes = 128 << 10;

    private enum Place
    {
        FieldStart,
        Text,
        Quoted,
        QuoteSeen,
    }

    /// <summary>Offset of a quote that stays open to the end of the file; null where there is none.</summary>
    public async Task<long?> OpenQuoteAsync(long start, CancellationToken ct)
    {
        if (quote == '\0') return null;
        var buffer = new byte[BufferBytes];
        var (place, open, before) = (Place.Text, 0L, (byte)'\n');
        file.Position = start;
        for (var offset = start; ;)
        {
            var read = await file.ReadAsync(buffer, ct);
            if (read == 0) return place is Place.Quoted ? open : null;
            Follow(buffer.AsSpan(0, read), offset, ref place, ref open, ref before);
            offset += read;
        }
    }

    /// <summary>The record that begins at or, behind empty lines, after this point; null at the end of the file.</summary>
    public async Task<ScannedRecord?> NextAsync(FilePoint point, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        var scanned = new ScannedRecord(point);
        file.Position = point.Offset;
        for (var place = Place.FieldStart; ;)
        {
            var read = await file.ReadAsync(buffer, ct);
            if (read == 0) return scanned.IsEmpty ? null : scanned;
            for (var i = 0; i < read; i++)
            {
                place = After(place, buffer[i]);
                if (scanned.Take(buffer[i], place is Place.Quoted)) return scanned;
            }
        }
    }

    /// <summary>The line on which a byte stands, counted from one.</summary>
    public async Task<long> LineAsync(long target, CancellationToken ct)
    {
        var buffer = new byte[BufferBytes];
        var (line, before) = (1L, (byte)0);
        file.Position = 0;
        for (var left = target; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (read == 0) break;
            foreach (var value in buffer.AsSpan(0, read))
            {
                if (value == '\r' || (value == '\n' && before != '\r')) line++;
                before = value;
            }

            left -= read;
        }

        return line;
    }

    // Jumps from quote to quote: outside quotes only one behind a delimiter or line end opens a field.
    private void Follow(ReadOnlySpan<byte> bytes, long offset, ref Place place, ref long open, ref byte before)
    {
        for (var i = 0; i < bytes.Length;)
        {
            if (place is Place.QuoteSeen)
            {
                place = bytes[i] == quote ? Place.Quoted : Place.Text;
                if (place is Place.Quoted) i++;
                continue;
            }

            var found = bytes[i..].IndexOf((byte)quote);
            if (found < 0) break;
            i += found;
            if (place is Place.Quoted) place = Place.QuoteSeen;
            else if (OpensField(i > 0 ? bytes[i - 1] : before)) (place, open) = (Place.Quoted, offset + i);
            i++;
        }

        before = bytes[^1];
    }

    private Place After(Place place, byte value) => place switch
    {
        Place.Quoted => value == quote && quote != '\0' ? Place.QuoteSeen : Place.Quoted,
        Place.QuoteSeen when value == quote => Place.Quoted,
        Place.FieldStart when value == quote && quote != '\0' => Place.Quoted,
        _ => OpensField(value) ? Place.FieldStart : Place.Text,
    };

    private bool OpensField(byte value) => value == delimiter || value is (byte)'\n' or (byte)'\r';
}

/// <summary>Where a record lies in the file, found by scanning.</summary>
internal sealed class ScannedRecord(FilePoint from)
{
    private long offset = from.Offset;
    private long line = from.Line;
    private byte before;
    private bool ended;

    public bool IsEmpty => Length == 0;

    public FilePoint Start { get; private set; } = from;

    public long Length { get; private set; }

    /// <summary>Behind the record's line end.</summary>
    public FilePoint End => new(offset, line);

    /// <summary>True once the byte belongs to the next record.</summary>
    public bool Take(byte value, bool quoted)
    {
        var isBreak = value is (byte)'\n' or (byte)'\r';
        if (ended && !(value == '\n' && before == '\r')) return true;
        if (isBreak && !(value == '\n' && before == '\r')) line++;
        offset++;
        before = value;
        if (isBreak && !quoted)
        {
            if (IsEmpty) Start = new(offset, line);
            else ended = true;
        }
        else
        {
            Length = offset - Start.Offset;
        }

        return false;
    }
}
