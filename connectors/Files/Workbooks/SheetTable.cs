namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>The columns of a sheet that are fields: their names, and where the first of them stands.</summary>
/// <param name="FirstColumn">Counted from zero; what stands left of a header is no part of the table.</param>
internal sealed record SheetTable(IReadOnlyList<string> Fields, int FirstColumn)
{
    /// <summary>Reads up to the header; null where the sheet holds none. Afterwards the sheet stands on the header, or before the first record.</summary>
    public static SheetTable? Read(Sheet sheet, int skip, IReadOnlyList<string>? columns)
    {
        if (columns is not null) return new(columns, 0);
        Dictionary<(int Row, int Column), string> above = [];
        while (sheet.Next())
        {
            foreach (var cell in sheet.Cells) above[(sheet.Row - 1, cell.Column)] = cell.Text;
            if (sheet.Row > skip) return Of(sheet.Row - 1, above, sheet.Merged);
            if (sheet.Merged.Count == 0) above.Clear();
        }

        return null;
    }

    private static SheetTable Of(int row, Dictionary<(int Row, int Column), string> above, IReadOnlyList<MergedCells> merged)
    {
        SortedDictionary<int, string> names = [];
        foreach (var ((at, column), text) in above)
            if (at == row && !string.IsNullOrWhiteSpace(text)) names[column] = text;
        foreach (var range in merged.Where(range => range.FirstRow <= row && range.LastRow >= row))
        {
            if (!above.TryGetValue((range.FirstRow, range.FirstColumn), out var text) || string.IsNullOrWhiteSpace(text)) continue;
            for (var column = range.FirstColumn; column <= range.LastColumn; column++) names.TryAdd(column, text);
        }

        var (first, last) = (names.Keys.First(), names.Keys.Last());
        return new(FieldNames.Unique([.. Enumerable.Range(first, last - first + 1).Select(column => names.GetValueOrDefault(column, ""))]), first);
    }
}
