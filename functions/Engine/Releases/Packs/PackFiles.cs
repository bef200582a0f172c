using System.Globalization;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Accounting;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;
using BackOffice.Integration.Mappings.Layouts.Ledgers;
using BackOffice.Integration.Mappings.Layouts.Workbooks;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>The files of a pack: the workbook, CSV and NDJSON for each dataset, and a page.</summary>
internal sealed class PackFiles(PackPlan plan, string hub, Period period)
{
    /// <param name="workbook">Name of the workbook; the other files are named after it.</param>
    public IReadOnlyList<PlannedFile> Plan(string workbook)
    {
        var stem = Path.GetFileNameWithoutExtension(workbook);
        return
        [
            new(workbook, WriteWorkbook),
            new($"{stem}.html", (rows, sealing, output) => new PackPage(plan, hub, period, sealing).Write(Tables(rows), output)),
            .. plan.Datasets.Select(dataset => new PlannedFile($"{stem}_{dataset.Name}.csv", (rows, sealing, output) => PackCsv.Layout(dataset).Write(Rows(dataset, rows).Select(row => new PartnerRow(PackCsv.Cells(row))), sealing, output))),
            .. Ledgers(stem),
            .. plan.Datasets.Select(dataset => new PlannedFile($"{stem}_{dataset.Name}.ndjson", (rows, _, output) => NdjsonLayout.Write([.. dataset.Columns.Select(column => column.Name)], Rows(dataset, rows), output))),
        ];
    }

    // Other programs of accounting can judge a journal by themselves.
    private IEnumerable<PlannedFile> Ledgers(string stem) => !plan.Datasets.Contains(Journal.Summary) ? [] :
    [
        new($"{stem}.hledger", (rows, _, output) => PlainTextLedger.WriteHledger(Journal.Postings(Rows(Journal.Summary, rows)), output)),
        new($"{stem}.beancount", (rows, _, output) => PlainTextLedger.WriteBeancount(Journal.Postings(Rows(Journal.Summary, rows)), output)),
    ];

    private void WriteWorkbook(IEnumerable<FrozenRow> rows, Sealing sealing, Stream output)
    {
        var tables = Tables(rows);
        List<Sheet> sheets = [Contents(tables, sealing), .. tables.Select(table => new Sheet(table.Dataset.Title, [.. table.Dataset.Columns.Select(Column)], table.Rows))];
        // A workbook goes back in its file; on a screen or through a pipe nobody can.
        using var held = output.CanSeek ? null : new MemoryStream();
        new WorkbookLayout().WriteAsync(sheets, held ?? output, CancellationToken.None).GetAwaiter().GetResult();
        if (held is null) return;
        held.Position = 0;
        held.CopyTo(output);
    }

    private Sheet Contents(IReadOnlyList<PackTable> tables, Sealing sealing) => new(
        "Contents",
        [new("Sheet"), new("What it shows"), new("Rows")],
        [
            [$"{hub}: {plan.Name} {sealing.Number}", $"Period {period}, drawn up {sealing.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}", null],
            .. tables.Select(table => (IReadOnlyList<object?>)[table.Dataset.Title, table.Dataset.About, (long)table.Rows.Count]),
        ]);

    private List<PackTable> Tables(IEnumerable<FrozenRow> rows)
    {
        var byDataset = rows.ToLookup(row => row.Dataset);
        return [.. PackSheets.All.Concat(plan.Datasets).Select(dataset => new PackTable(dataset, [.. byDataset[dataset.Name].Select(row => PackRow.Thaw(dataset, row))]))];
    }

    private static IEnumerable<object?[]> Rows(Summary dataset, IEnumerable<FrozenRow> rows) => rows.Where(row => row.Dataset == dataset.Name).Select(row => PackRow.Thaw(dataset, row));

    private static SheetColumn Column(SummaryColumn column) => column.Type == SummaryType.Decimal ? new(column.Title, column.IsMoney ? 2 : 0, column.Scale) : new(column.Title);
}

/// <summary>One dataset of a pack with its rows.</summary>
internal sealed record PackTable(Summary Dataset, IReadOnlyList<object?[]> Rows);

/// <summary>The CSV of a dataset, as people open it in a spreadsheet: UTF-8 and RFC 4180, formulas neutralised.</summary>
internal static class PackCsv
{
    public static DelimitedLayout Layout(Summary dataset) => new(Profile(dataset));

    public static DelimitedProfile Profile(Summary dataset) => new(
        "", ',', "utf-8", '.', "\r\n", Header: true, OpensInSpreadsheet: true, [.. dataset.Columns.Select(column => new ProfileColumn(column.Title, column.Name, column.IsMoney ? $"0.00{new string('#', column.Scale - 2)}" : null))], Trailer: null);

    public static object?[] Cells(object?[] row) => [.. row.Select(cell => cell is long count ? (decimal)count : cell)];
}
