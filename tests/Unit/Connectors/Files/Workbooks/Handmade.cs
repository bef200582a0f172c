using System.Text;
using BackOffice.Integration.Tests.Unit.Connectors.Files.Archives;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

/// <summary>Workbooks that no program writes.</summary>
internal static class Handmade
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>One sheet with this in its <c>sheetData</c>.</summary>
    public static byte[] Xlsx(string rows, string prolog = "") => Packed.Zip(
        ("_rels/.rels", Related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", Bytes($"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>""")),
        ("xl/_rels/workbook.xml.rels", Related("worksheet", "/xl/sheet.xml")),
        ("xl/sheet.xml", Bytes($"""{prolog}<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""")));

    private static byte[] Related(string type, string target) =>
        Bytes($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/{type}" Target="{target}"/></Relationships>""");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
