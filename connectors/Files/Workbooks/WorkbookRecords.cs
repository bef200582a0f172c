using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>The records of one sheet.</summary>
internal sealed class WorkbookRecords(Sheet sheet, SheetTable table, int[] keyColumns, RecordKeys keys, RowLimits limits) : RecordReader(table.Fields)
{
    private readonly RecordShape shape = new(table.Fields, keyColumns);
    private readonly FieldText json = FieldText.Named("utf-8")!;
    private readonly SheetCell[] row = new SheetCell[table.Fields.Count];
    private readonly List<SheetCell> outside = [];
    private byte[] text = new byte[1024];
    private long length;

    public override FilePoint Point => new(sheet.Row, sheet.Row);

    public override bool IsWhole => true;

    private bool IsLong => length > limits.RecordBytes;

    public override ValueTask<bool> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (sheet.Next())
        {
            if (sheet.Row <= limits.Skip) continue;
            Arrange();
            return new(true);
        }

        return new(false);
    }

    public override RawRecord Take(PayloadBlocks blocks)
    {
        var payload = Payload(blocks);
        var key = Key(payload, out var missing);
        return new(key ?? RowKey(sheet.Row), payload, new(sheet.Row, Part: sheet.Name)) { Problem = Problem(missing) };
    }

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks)
    {
        if (IsLong) return LongRecord.Payload;
        var room = blocks.Reserve(checked((int)(shape.Size + (length * FieldText.Growth) + (outside.Count * RecordShape.ExtraSize))));
        var written = 0;
        for (var i = 0; i < row.Length; i++) written += Write(i, row[i].Text, room[written..]);
        foreach (var cell in outside.Where(cell => cell.Column > table.FirstColumn))
            written += Write(cell.Column - table.FirstColumn, cell.Text, room[written..]);
        "\"}"u8.CopyTo(room[written..]);
        return blocks.Take(written + 2);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) sheet.Dispose();
    }

    private void Arrange()
    {
        Array.Fill(row, new(0, ""));
        outside.Clear();
        length = 0;
        foreach (var cell in sheet.Cells)
        {
            var field = cell.Column - table.FirstColumn;
            if (field >= 0 && field < row.Length) row[field] = cell;
            else if (!cell.IsBlank) outside.Add(cell);
            else continue;
            length += Encoding.UTF8.GetByteCount(cell.Text);
        }
    }

    private int Write(int field, string value, Span<byte> room)
    {
        var before = shape.Before(field);
        before.CopyTo(room);
        if (text.Length < value.Length * 3) text = new byte[value.Length * 3];
        var bytes = Encoding.UTF8.GetBytes(value, text);
        return before.Length + json.Write(text.AsSpan(0, bytes), room[before.Length..]);
    }

    private string? Key(ReadOnlyMemory<byte> payload, out int missing)
    {
        missing = -1;
        if (IsLong) return null;
        if (keys.IsHash) return keys.Hash(payload.Span);
        keys.Start();
        foreach (var column in shape.KeyColumns)
        {
            if (row[column].Fault is not CellFault.None) return null;
            if (row[column].Text.Length == 0) missing = column;
            if (missing >= 0) return null;
            keys.Add(row[column].Text);
        }

        return keys.Finish();
    }

    private RecordProblem? Problem(int missing)
    {
        if (IsLong)
            return new("record.too-long", "", $"Row {sheet.Row} holds {length} bytes; up to {limits.RecordBytes} are read. Shorten its texts, and send the file again.");
        var fault = Array.FindIndex(row, cell => cell.Fault is not CellFault.None);
        if (fault >= 0) return Fault(fault);
        if (outside.Count > 0)
            return new("record.ragged", "", $"Row {sheet.Row} has a value in column {SheetCell.ColumnName(outside[0].Column)}, outside of the header. Name the column in the header, or remove the value, and send the file again.");
        return missing < 0 ? null
            : new("key.missing", table.Fields[missing], $"Row {sheet.Row} has no value in a field of its key. Fill it in the source, or choose another key.");
    }

    private RecordProblem Fault(int field) => row[field].Fault is CellFault.Error
        ? new("record.cell-error", table.Fields[field], $"Row {sheet.Row} shows an error in column {Column(field)} instead of a value. Correct its formula in the workbook, and send the file again.")
        : new("record.not-calculated", table.Fields[field], $"Row {sheet.Row} has a formula in column {Column(field)} that was never calculated. Open the workbook in Excel, save it, and send the file again.");

    private string Column(int field) => SheetCell.ColumnName(table.FirstColumn + field);
}

/// <summary>Rows that are passed over, and bytes that one row may hold.</summary>
internal sealed record RowLimits(long Skip, int RecordBytes);
