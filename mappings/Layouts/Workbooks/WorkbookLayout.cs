using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace BackOffice.Integration.Mappings.Layouts.Workbooks;

/// <summary>Writes tables as one Excel workbook (XLSX), a row at a time.</summary>
/// <param name="rowsPerSheet">Where a table goes on in another sheet.</param>
public sealed class WorkbookLayout(int rowsPerSheet = WorkbookLayout.ExcelRows)
{
    /// <summary>Rows that a sheet of Excel holds.</summary>
    public const int ExcelRows = 1_048_576;

    // Enough to find a width that fits; a wider text further down is cut on screen, not in the file.
    private const int RowsMeasured = 100;

    /// <summary>Same sheets, same bytes: no clock, no culture.</summary>
    /// <param name="output">Empty, and can be sought in.</param>
    public async Task WriteAsync(IEnumerable<Sheet> sheets, Stream output, CancellationToken ct)
    {
        var options = new SpreadCheetahOptions { CompressionLevel = SpreadCheetahCompressionLevel.Fastest, DocumentProperties = null, PreserveStringWhitespace = true };
        await using (var workbook = await Spreadsheet.CreateNewAsync(output, options, ct))
        {
            var cells = new SheetCells(workbook);
            var names = new SheetNames();
            foreach (var sheet in sheets) await WriteAsync(workbook, cells, names, sheet, ct);
            await workbook.FinishAsync(ct);
        }

        ZipTimes.Clear(output);
    }

    private async Task WriteAsync(Spreadsheet workbook, SheetCells cells, SheetNames names, Sheet sheet, CancellationToken ct)
    {
        var row = new Cell[sheet.Columns.Count];
        var styles = cells.StylesOf(sheet.Columns);
        using var rows = sheet.Rows.GetEnumerator();
        var first = Take(rows, RowsMeasured);
        await StartAsync(workbook, cells, names, sheet, first, ct);
        long number = 0;
        var held = first.Count == RowsMeasured;
        foreach (var values in first.Concat(held ? Rest(rows) : []))
        {
            if (number > 0 && number % (rowsPerSheet - 1) == 0) await StartAsync(workbook, cells, names, sheet, first, ct);
            number++;
            for (var place = 0; place < row.Length; place++) row[place] = cells.Of(values[place], styles[place], number, sheet.Columns[place]);
            await workbook.AddRowAsync(row, ct);
        }
    }

    private static async Task StartAsync(Spreadsheet workbook, SheetCells cells, SheetNames names, Sheet sheet, List<IReadOnlyList<object?>> first, CancellationToken ct)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        foreach (var (place, column) in sheet.Columns.Index()) options.Column(place + 1).Width = SheetCells.WidthOf(column, first.Select(row => row[place]));
        await workbook.StartWorksheetAsync(names.Next(sheet.Name), options, ct);
        await workbook.AddHeaderRowAsync([.. sheet.Columns.Select(column => column.Heading)], cells.Heading, ct);
    }

    private static List<IReadOnlyList<object?>> Take(IEnumerator<IReadOnlyList<object?>> rows, int most)
    {
        List<IReadOnlyList<object?>> taken = [];
        while (taken.Count < most && rows.MoveNext()) taken.Add(rows.Current);
        return taken;
    }

    private static IEnumerable<IReadOnlyList<object?>> Rest(IEnumerator<IReadOnlyList<object?>> rows)
    {
        while (rows.MoveNext()) yield return rows.Current;
    }
}
