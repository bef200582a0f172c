using System.Runtime.CompilerServices;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using CsvHelper;

namespace BackOffice.Integration.Connectors.Files.Csv;

/// <summary>Separated text, with or without a header.</summary>
internal sealed class CsvForm(FilesStreamSettings stream, FileLimits limits) : RecordForm
{
    public FieldText Text => stream.Text;

    public char Delimiter => stream.Delimiter;

    public int RecordBytes => limits.RecordBytes;

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (await StartAsync(bytes, ct) is not { } start) return null;
        if (from is null) await RefuseOpenQuoteAsync(file, bytes, start.Offset, ct);
        var (fields, first) = await HeadAsync(file, bytes, start, ct);
        if (fields is null) return null;

        var keys = new RecordKeys(stream.Key);
        var shape = new RecordShape(fields, KeyColumns(file, fields), await AboveAsync(file, bytes, start, ct));
        return new CsvRecords(this, bytes, shape, keys, keys.IsCounted ? first : Later(first, from));
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = await StartAsync(bytes, ct) ?? throw NotHere(file);
        var fields = (await HeadAsync(file, bytes, start, ct)).Fields ?? throw NotHere(file);
        using var records = new CsvRecords(this, bytes, new(fields, [], await AboveAsync(file, bytes, start, ct)), new(stream.Key), positions
            .Where(position => position.Length <= RecordBytes)
            .Select(position => (position.ByteOffset, (long)position.Length)));
        var blocks = new PayloadBlocks();
        foreach (var position in positions)
        {
            if (position.Length > RecordBytes)
            {
                yield return LongRecord.Payload;
                continue;
            }

            if (!await records.NextAsync(ct) || records.Length != position.Length) throw NotHere(file);
            yield return records.Payload(blocks);
        }
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct)
    {
        var fields = await StartAsync(bytes, ct) is { } start ? (await HeadAsync(file, bytes, start, ct)).Fields : stream.Columns;
        return fields is null ? null : [.. stream.Above.Select(fact => fact.Name), .. fields];
    }

    public override async Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct) =>
        // Reading a file with an open quote commits nothing and says what is wrong; waiting for it would say nothing.
        await StartAsync(bytes, ct) is { } start && await Scan(bytes).OpenQuoteAsync(start.Offset, ct) is null
            ? await base.TornLineAsync(file, bytes, ct)
            : null;

    // CsvHelper sees the file's own bytes whatever their encoding: every delimiter, quote and line end is
    // ASCII, so its byte offsets are those of the original file, and FieldText decodes field by field.
    public CsvReader Parser(Stream bytes, Action<CsvMalformedRecord> malformed) => CsvReader.Create(bytes, new()
    {
        HasHeader = false,
        Mode = stream.Quote == '\0' ? CsvMode.NoEscape : CsvMode.Rfc4180,
        Separator = stream.Delimiter,
        Quote = stream.Quote == '\0' ? '"' : stream.Quote,
        Encoding = Encoding.UTF8,
        TrackLineNumbers = true,
        MaxRecordSize = limits.RecordBytes,
        IncludeValuesInExceptions = false,
        OnMalformedRecord = malformed,
    });

    public RecordScan Scan(Stream bytes) => new(bytes, stream.Delimiter, stream.Quote);

    private static FilePoint Later(FilePoint first, FilePoint? from) =>
        from is { } point && point.Offset > first.Offset ? point : first;

    private async Task<FilePoint?> StartAsync(Stream bytes, CancellationToken ct)
    {
        var hasMark = await FirstBytesAsync(bytes, ct) is [0xEF, 0xBB, 0xBF];
        return await SkipLinesAsync(bytes, hasMark ? 3 : 0, ct);
    }

    private async Task<FilePoint?> SkipLinesAsync(Stream bytes, long offset, CancellationToken ct)
    {
        var (skipped, last) = (0, (byte)0);
        var buffer = new byte[4096];
        for (bytes.Position = offset; ;)
        {
            var read = await bytes.ReadAsync(buffer, ct);
            if (read == 0) return skipped < stream.Skip || last == 0 ? null : new(offset, skipped + 1);
            foreach (var value in buffer.AsSpan(0, read))
            {
                if (skipped == stream.Skip && !(value == '\n' && last == '\r' && skipped > 0)) return new(offset, skipped + 1);
                if (value == '\r' || (value == '\n' && last != '\r')) skipped++;
                last = value;
                offset++;
            }
        }
    }

    private async Task RefuseOpenQuoteAsync(string file, Stream bytes, long start, CancellationToken ct)
    {
        var scan = Scan(bytes);
        if (await scan.OpenQuoteAsync(start, ct) is not { } open) return;
        var line = await scan.LineAsync(open, ct);
        throw new ConnectorException(Recovery.Stop,
            $"{file}: the quote that opens on line {line} is never closed, so nothing of the file was read. Close it, or send the whole file again.")
        { Code = "quote.open" };
    }

    /// <summary>The fields and the point of the first record; no fields where the file holds no header or record.</summary>
    private async Task<(IReadOnlyList<string>? Fields, FilePoint First)> HeadAsync(string file, Stream bytes, FilePoint start, CancellationToken ct)
    {
        var head = await Scan(bytes).NextAsync(start, ct);
        if (head is null) return (null, start);
        if (stream.Columns is not null) return (stream.Columns, start);
        if (head.Length > RecordBytes)
            throw new ConnectorException(Recovery.Stop, $"{file}: the header on line {head.Start.Line} is longer than {RecordBytes} bytes. Check delimiter, quote and the file's line ends.");

        using var parser = Parser(new RangeStream(bytes, [(head.Start.Offset, head.Length)]), _ => { });
        await parser.ReadAsync(ct);
        return (FieldNames.Unique(Names(file, head.Start.Line, parser)), head.End);
    }

    /// <summary>The facts that stand above the header.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> AboveAsync(string file, Stream bytes, FilePoint start, CancellationToken ct)
    {
        if (stream.Above.Count == 0) return [];
        var found = new KeyValuePair<string, string>[stream.Above.Count];
        using var parser = Parser(new RangeStream(bytes, [(0, start.Offset)]), _ => { });
        while (await parser.ReadAsync(ct))
        {
            // RangeStream puts one line end before the file's bytes.
            foreach (var (index, fact) in stream.Above.Index().Where(fact => fact.Item.Line == parser.LineNumber - 1 && fact.Item.Field <= parser.FieldCount))
                found[index] = KeyValuePair.Create(fact.Name, Text.Read(parser.GetSpan(fact.Field - 1)));
        }

        foreach (var (_, fact) in stream.Above.Index().Where(fact => found[fact.Index].Key is null))
            throw new ConnectorException(Recovery.Stop, $"{file}: there is no field {fact.Field} on line {fact.Line}, where '{fact.Name}' should stand above the header. Check above, skip and delimiter on the stream.") { Code = "above.missing" };
        return found;
    }

    private string[] Names(string file, long line, CsvReader parser)
    {
        if (!Text.Decodes(parser.RawRecord))
            throw new ConnectorException(Recovery.Reconfigure, $"{file}: the header on line {line} holds bytes that the encoding cannot decode. Set encoding on the stream.");
        var names = new string[parser.FieldCount];
        for (var i = 0; i < names.Length; i++) names[i] = Text.Read(parser.GetSpan(i));
        return names;
    }

    private int[] KeyColumns(string file, IReadOnlyList<string> fields) => [.. stream.Key.Fields.Select(name =>
    {
        for (var i = 0; i < fields.Count; i++)
            if (fields[i] == name) return i;
        throw new ConnectorException(Recovery.Reconfigure,
            $"{file}: the key field '{name}' is not in the header. {Spelling.Remedy(name, fields)} Set key or delimiter on the stream.");
    })];
}
