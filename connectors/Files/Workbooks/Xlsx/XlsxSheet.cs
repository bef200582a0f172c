using System.Globalization;
using System.Xml;
using BackOffice.Integration.Connectors.Files.Archives;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>One sheet of an .xlsx file, read row by row.</summary>
internal sealed class XlsxSheet : Sheet
{
    private const int LongestRow = 16 << 20;

    private readonly XlsxPackage package;
    private readonly XlsxWorkbook workbook;
    private readonly XmlReader xml;
    private bool begun;
    private int characters;

    private XlsxSheet(XlsxPackage package, XlsxWorkbook workbook, string file, int number)
        : base(file, workbook.Sheets[number].Name)
    {
        (this.package, this.workbook) = (package, workbook);
        using (var whole = package.Open(workbook.Parts[number])) Merged = SheetScan.Merged(whole);
        xml = package.Xml(workbook.Parts[number]);
    }

    public override IReadOnlyList<MergedCells> Merged { get; }

    public static (Sheet Sheet, IReadOnlyList<ListedSheet> All) Open(string file, Stream bytes, SheetOption? wanted, PackedLimits limits)
    {
        var package = XlsxPackage.Open(file, bytes, limits);
        try
        {
            return Sorted(file, () =>
            {
                var workbook = XlsxWorkbook.Read(package, file);
                return (new XlsxSheet(package, workbook, file, SheetChoice.Of(file, workbook.Sheets, wanted)), (IReadOnlyList<ListedSheet>)workbook.Sheets);
            });
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    protected override T Guarded<T>(Func<T> read) => Sorted(File, read);

    protected override bool Move()
    {
        Cells.Clear();
        characters = 0;
        while (xml.Step())
        {
            if (xml.LocalName == "sheetData")
            {
                if (xml.NodeType is XmlNodeType.EndElement || xml.IsEmptyElement) return false;
                begun = true;
            }

            if (!begun || xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            ReadRow();
            return true;
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        xml.Dispose();
        package.Dispose();
    }

    private static T Sorted<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException)
        {
            throw WorkbookFault.Damaged(file, cause: broken);
        }
    }

    private void ReadRow()
    {
        Row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Row + 1;
        IsHiddenRow = xml.Says("hidden");
        if (xml.IsEmptyElement) return;
        var (depth, column) = (xml.Depth, 0);
        while (xml.StepWithin(depth))
        {
            if (xml.LocalName != "c") continue;
            if (xml.GetAttribute("r") is { } name) column = CellReference.Parse(name)?.Column ?? throw WorkbookFault.Damaged(File, $"a cell of row {Row} has no column");
            if (column >= CellReference.Columns) throw WorkbookFault.Damaged(File, $"row {Row} has too many cells");
            ReadCell(column++);
        }
    }

    private void ReadCell(int column)
    {
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        if (xml.IsEmptyElement) return;
        var (depth, formula, value) = (xml.Depth, false, (string?)null);
        while (xml.StepWithin(depth))
        {
            if (xml.LocalName == "f") formula = true;
            else if (xml.LocalName == "v") value = xml.Text();
            else if (xml.LocalName == "is") value = xml.RichText();
        }

        characters += value?.Length ?? 0;
        if (characters > LongestRow) throw WorkbookFault.TooLarge(File, $"holds more than {LongestRow} characters in row {Row}");
        if (Cell(column, type, style, value ?? "", formula) is { } cell) Cells.Add(cell);
    }

    private SheetCell? Cell(int column, string? type, string? style, string value, bool formula)
    {
        if (type == "e") return new(column, value, CellFault.Error);
        // A text that a formula left empty is empty; a number cannot be.
        if (formula && type != "str" && (value.Length == 0 || (workbook.AwaitsCalculation && value == "0"))) return new(column, "", CellFault.NotCalculated);
        return value.Length == 0 ? null : new(column, Text(type, style, value));
    }

    private string Text(string? type, string? style, string value) => type switch
    {
        "s" => Shared(value),
        "str" => XmlSteps.Unescaped(value),
        "inlineStr" => value,
        "b" => value is "1" or "true" ? "true" : "false",
        "d" => Iso(value, Format(style)),
        _ => NumberText(value, Format(style)),
    };

    private string NumberText(string value, NumberFormat format) =>
        format.IsNumber && CellText.IsPlain(value) ? value
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? CellText.Of(number, format, workbook.Is1904)
        : value;

    private string Shared(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < workbook.Strings.Count
            ? workbook.Strings[index]
            : throw WorkbookFault.Damaged(File, $"row {Row} names a text that is not there");

    private static string Iso(string value, NumberFormat format) =>
        !format.IsTime && value.IndexOf("T00:00:00", StringComparison.Ordinal) is var midnight and > 0 ? value[..midnight] : value;

    private NumberFormat Format(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < workbook.Styles.Count ? workbook.Styles[index]
        : workbook.Styles.Count > 0 ? workbook.Styles[0] : default;
}
