namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>A sheet as the workbook lists it.</summary>
internal sealed record ListedSheet(string Name, bool IsHidden);

/// <summary>Finds the sheet that a stream wants.</summary>
internal static class SheetChoice
{
    public static int Of(string file, IReadOnlyList<ListedSheet> sheets, SheetOption? wanted)
    {
        var index = wanted switch
        {
            null => sheets.Index().Where(sheet => !sheet.Item.IsHidden).Select(sheet => sheet.Index).FirstOrDefault(-1),
            { Name: { } name } => sheets.Index().Where(sheet => sheet.Item.Name == name).Select(sheet => sheet.Index).FirstOrDefault(-1),
            _ => wanted.Number <= sheets.Count ? wanted.Number - 1 : -1,
        };
        return index >= 0 ? index : throw WorkbookFault.NoSheet(file, wanted, [.. sheets.Select(sheet => sheet.Name)]);
    }
}
