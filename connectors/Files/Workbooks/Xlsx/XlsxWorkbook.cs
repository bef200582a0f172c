using System.Globalization;
using System.Xml;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>What all sheets of an .xlsx file share.</summary>
internal sealed class XlsxWorkbook
{
    private readonly Dictionary<string, (string Type, string Target)> relations;

    private XlsxWorkbook(XlsxPackage package, string file, string part)
    {
        relations = package.RelationsOf(part);
        using (var xml = package.Xml(part)) ReadSheets(xml);
        Strings = Related("sharedStrings") is { } strings ? XlsxStrings.Read(package, file, strings) : [];
        Styles = Related("styles") is { } styles ? XlsxStyles.Read(package, styles) : [];
        Parts = [.. Sheets.Select(sheet => relations.TryGetValue(Ids[Sheets.IndexOf(sheet)], out var found) ? found.Target : "")];
    }

    public List<ListedSheet> Sheets { get; } = [];

    /// <summary>Where each sheet stands in the package.</summary>
    public IReadOnlyList<string> Parts { get; }

    public IReadOnlyList<string> Strings { get; }

    /// <summary>What the number of a cell's style says its number is.</summary>
    public IReadOnlyList<NumberFormat> Styles { get; }

    public bool Is1904 { get; private set; }

    /// <summary>True where the program that wrote it left calculating to the one that opens it.</summary>
    public bool AwaitsCalculation { get; private set; }

    private List<string> Ids { get; } = [];

    public static XlsxWorkbook Read(XlsxPackage package, string file)
    {
        var part = package.RelationsOf("").Values.FirstOrDefault(relation => relation.Type == "officeDocument").Target;
        if (part is null || !package.Has(part)) throw NotExcel(package, file);
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw WorkbookFault.NoWorkbook(file, "a binary workbook (.xlsb)", "Have it saved as .xlsx.");
        return new(package, file, part);
    }

    private static ConnectorException NotExcel(XlsxPackage package, string file) => package.Has("content.xml")
        ? WorkbookFault.NoWorkbook(file, "an OpenDocument file (.ods)", "Have it saved as .xlsx.")
        : WorkbookFault.NoWorkbook(file, "a zip archive without a workbook", "If the workbooks are in it, write member on the stream, such as member: \"*.xlsx\".");

    private void ReadSheets(XmlReader xml)
    {
        while (xml.Step())
        {
            if (xml.NodeType is not XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "workbookPr":
                    Is1904 = xml.Says("date1904");
                    break;
                case "calcPr":
                    AwaitsCalculation = xml.Says("fullCalcOnLoad");
                    break;
                case "sheet" when IdOf(xml) is { } id && relations.TryGetValue(id, out var relation) && relation.Type == "worksheet":
                    Ids.Add(id);
                    Sheets.Add(new(xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden"));
                    break;
            }
        }
    }

    // The namespace of relations differs between the two kinds of the standard.
    private static string? IdOf(XmlReader xml)
    {
        string? id = null;
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = xml.Value;
        xml.MoveToElement();
        return id;
    }

    private string? Related(string type) => relations.Values.FirstOrDefault(relation => relation.Type == type).Target;
}

/// <summary>Texts that cells name by number.</summary>
internal static class XlsxStrings
{
    private const int MostCharacters = 128 << 20;

    public static IReadOnlyList<string> Read(XlsxPackage package, string file, string part)
    {
        List<string> strings = [];
        var characters = 0L;
        using var xml = package.Xml(part);
        while (xml.Step())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            var text = xml.RichText();
            strings.Add(text);
            characters += text.Length;
            if (characters > MostCharacters) throw WorkbookFault.TooLarge(file, $"holds more than {MostCharacters} characters of different texts");
        }

        return strings;
    }
}

/// <summary>Number formats that cells name by the number of their style.</summary>
internal static class XlsxStyles
{
    public static IReadOnlyList<NumberFormat> Read(XlsxPackage package, string part)
    {
        Dictionary<int, NumberFormat> own = [];
        List<NumberFormat> styles = [];
        var inCells = false;
        using var xml = package.Xml(part);
        while (xml.Step())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType is not XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is { } code) own.TryAdd(Number(xml.GetAttribute("numFmtId")), NumberFormat.Parse(code));
            if (inCells && xml.LocalName == "xf") styles.Add(Of(Number(xml.GetAttribute("numFmtId")), own));
        }

        return styles;
    }

    private static NumberFormat Of(int number, Dictionary<int, NumberFormat> own) =>
        own.TryGetValue(number, out var format) ? format : NumberFormat.BuiltIn(number);

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
