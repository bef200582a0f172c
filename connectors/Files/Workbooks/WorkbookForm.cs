using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Archives;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>One sheet of a workbook; a row is a record.</summary>
internal sealed class WorkbookForm(FilesStreamSettings stream, FileLimits limits, PackedLimits packed) : RecordForm
{
    public override bool ReadsZip => true;

    public override Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (bytes.Length == 0) return Task.FromResult<RecordReader?>(null);
        // Keys that are counted are counted from the first row; others begin where reading stopped.
        return Task.FromResult<RecordReader?>(Records(file, bytes, stream.Key.Counted ? 0 : from?.Line - 1 ?? 0));
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        using var records = Records(file, bytes) ?? throw NotHere(file);
        // A sheet is walked over once, in the order of its rows.
        var payloads = new ReadOnlyMemory<byte>[positions.Count];
        var blocks = new PayloadBlocks();
        foreach (var (row, places) in positions.Index().GroupBy(position => position.Item.Index, position => position.Index).OrderBy(row => row.Key).Select(row => (row.Key, row.ToList())))
        {
            while (records.Point.Line < row && await records.NextAsync(ct))
            {
            }

            if (records.Point.Line != row) throw NotHere(file);
            var payload = records.Payload(blocks);
            foreach (var place in places) payloads[place] = payload;
        }

        foreach (var payload in payloads) yield return payload;
    }

    public override Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct)
    {
        if (bytes.Length == 0) return Task.FromResult(stream.Columns);
        using var sheet = WorkbookFile.Open(file, bytes, stream.Sheet, packed).Sheet;
        return Task.FromResult(SheetTable.Read(sheet, stream.Skip, stream.Columns)?.Fields);
    }

    public override Task<string?> NoteAsync(string file, Stream bytes, CancellationToken ct)
    {
        if (bytes.Length == 0) return Task.FromResult<string?>(null);
        var (sheet, all) = WorkbookFile.Open(file, bytes, stream.Sheet, packed);
        using (sheet)
        {
            var (rows, hidden) = (0, 0);
            while (sheet.Next()) (rows, hidden) = (rows + 1, hidden + (sheet.IsHiddenRow ? 1 : 0));
            var hiddenSheets = all.Count(one => one.IsHidden);
            return Task.FromResult<string?>(FormattableString.Invariant(
                $"Sheet '{sheet.Name}' of {all.Count}{(hiddenSheets > 0 ? $", {hiddenSheets} hidden" : "")}; {rows} rows that are not empty, heading included{(hidden > 0 ? $", {hidden} hidden ones among them, which are read like all others" : "")}."));
        }
    }

    public override Task<bool?> SaysWholeAsync(Stream bytes, CancellationToken ct) => Task.FromResult<bool?>(WorkbookFile.IsWhole(bytes));

    private WorkbookRecords? Records(string file, Stream bytes, long passed = 0)
    {
        var sheet = WorkbookFile.Open(file, bytes, stream.Sheet, packed).Sheet;
        try
        {
            if (SheetTable.Read(sheet, stream.Skip, stream.Columns) is { } table)
                return new(sheet, table, KeyColumns(file, table), new(stream.Key), new(Math.Max(stream.Skip, passed), limits.RecordBytes));
        }
        catch
        {
            sheet.Dispose();
            throw;
        }

        sheet.Dispose();
        return null;
    }

    private int[] KeyColumns(string file, SheetTable table) => [.. stream.Key.Fields.Select(name =>
    {
        for (var i = 0; i < table.Fields.Count; i++)
            if (table.Fields[i] == name) return i;
        throw new ConnectorException(Recovery.Reconfigure,
            $"{file}: the key field '{name}' is not in the header. {Spelling.Remedy(name, table.Fields)} Set key, sheet or skip on the stream.");
    })];
}
