using System.IO.Compression;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Archives;
using BackOffice.Integration.Connectors.Files.Workbooks;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Finds the sheet of a workbook that holds records, and its header.</summary>
internal static class WorkbookGuess
{
    private const int Rows = 200;
    private const int MostSheets = 50;
    private const int MostSkipped = 20;

    /// <summary>Whether a zip archive holds what a workbook is made of.</summary>
    public static bool IsWorkbook(FileHead head)
    {
        try
        {
            using var archive = new ZipArchive(head.Open(), ZipArchiveMode.Read);
            return archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            return head.Extension is ".xlsx" or ".xlsm";
        }
    }

    public static FileGuess Of(FileHead head)
    {
        try
        {
            return OfSheets(head);
        }
        catch (ConnectorException fault)
        {
            return FileGuess.Untold(fault.Message.TrimEnd('.'));
        }
    }

    private static FileGuess OfSheets(FileHead head)
    {
        List<(int Number, ListedSheet Sheet, SheetRows Rows)> tables = [];
        foreach (var (index, sheet) in Sheets(head).Index().Take(MostSheets))
            if (!sheet.IsHidden && Read(head, index + 1) is { IsTable: true } rows) tables.Add((index + 1, sheet, rows));
        if (tables.Count == 0) return FileGuess.Untold("a workbook without a sheet that holds a table");
        var (number, chosen, table) = tables[0];
        var others = tables.Count > 1 ? $"; also a table: {string.Join(", ", tables.Skip(1).Select(other => other.Sheet.Name))}" : "";
        var guess = new FileGuess { Fields = table.Header ?? [] }.With("format", "excel", "a workbook, by its bytes", Certainty.Sure);
        guess = number == 1 && tables.Count == 1 ? guess.Because("sheet", "the only one with a table", Certainty.Sure) : guess.With("sheet", chosen.Name, $"the first with a table{others}", tables.Count > 1 ? Certainty.Unsure : Certainty.Sure);
        if (table.Skipped > 0) guess = guess.With("skip", table.Skipped, "rows of fewer cells stand above the table", Certainty.Likely);
        return HeaderGuess.Say(guess, table.Header, table.Width, table.Certainty);
    }

    private static IReadOnlyList<ListedSheet> Sheets(FileHead head)
    {
        using var bytes = head.Open();
        var (sheet, all) = WorkbookFile.Open(head.Name, bytes, null, PackedLimits.Usual);
        sheet.Dispose();
        return all;
    }

    private static SheetRows Read(FileHead head, int number)
    {
        using var bytes = head.Open();
        using var sheet = WorkbookFile.Open(head.Name, bytes, new(null, number), PackedLimits.Usual).Sheet;
        List<(int Row, List<SheetCell> Cells)> rows = [];
        while (rows.Count < Rows && sheet.Next()) rows.Add((sheet.Row, [.. sheet.Cells.Where(cell => !cell.IsBlank)]));
        return SheetRows.Of(rows, MostSkipped);
    }
}

/// <summary>The table that the first rows of a sheet show.</summary>
/// <param name="Skipped">Rows above it, as the workbook numbers them.</param>
internal sealed record SheetRows(int Skipped, IReadOnlyList<string>? Header, int Width, int Records, Certainty Certainty)
{
    public bool IsTable => Width > 1 && Records > 0;

    public static SheetRows Of(IReadOnlyList<(int Row, List<SheetCell> Cells)> rows, int mostSkipped)
    {
        if (rows.Count == 0) return new(0, null, 0, 0, Certainty.Unsure);
        var width = rows.Max(row => row.Cells.Count);
        // Titles stand in one cell or two; a header names most columns.
        var at = rows.Take(mostSkipped).Index().Where(row => row.Item.Cells.Count * 2 > width).Select(row => row.Index).FirstOrDefault();
        var (first, last) = (rows[at].Cells[0].Column, rows[at].Cells[^1].Column);
        var (header, certainty) = HeaderGuess.Of([.. rows.Skip(at).Select(row => Texts(row.Cells, first, last))]);
        return new(rows[at].Row - 1, header, header is null ? last + 1 : last - first + 1, rows.Count - at - (header is null ? 0 : 1), certainty);
    }

    private static string[] Texts(List<SheetCell> cells, int first, int last)
    {
        var texts = new string[last - first + 1];
        Array.Fill(texts, "");
        foreach (var cell in cells.Where(cell => cell.Column >= first && cell.Column <= last)) texts[cell.Column - first] = cell.Text;
        return texts;
    }
}
