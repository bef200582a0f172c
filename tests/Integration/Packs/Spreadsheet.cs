using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Packs;

/// <summary>A workbook as other programs read it.</summary>
internal static class Spreadsheet
{
    // Only zipfile and ElementTree: nothing of ours, and no library that forgives.
    private const string Reader = """
        import json, sys, zipfile, xml.etree.ElementTree as xml
        from decimal import Decimal
        ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        rel = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        book = zipfile.ZipFile(sys.argv[1])
        assert book.testzip() is None
        links = {r.get("Id"): r.get("Target") for r in xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(t.text or "" for t in s.iter("{%s}t" % ns["m"])) for s in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        def cell(c):
            if c.get("t") == "inlineStr": return "".join(t.text or "" for t in c.iter("{%s}t" % ns["m"]))
            v = c.find("m:v", ns)
            if v is None: return None
            return shared[int(v.text)] if c.get("t") == "s" else v.text
        sheets = {}
        for s in xml.fromstring(book.read("xl/workbook.xml")).find("m:sheets", ns):
            target = links[s.get(rel)].lstrip("/")
            part = xml.fromstring(book.read(target if target.startswith("xl/") else "xl/" + target))
            assert part.find(".//m:f", ns) is None
            sheets[s.get("name")] = [[cell(c) for c in row] for row in part.find("m:sheetData", ns)]
        print(json.dumps(sheets))
        """;

    /// <summary>Texts of all cells by sheet, the headings first; numbers as the file writes them.</summary>
    public static IReadOnlyDictionary<string, string?[][]> Read(string workbook)
    {
        var (code, output) = Repository.Run("python3", ["-c", Reader, workbook], Repository.Root, TimeSpan.FromMinutes(1));
        Assert.True(code == 0, output);
        return JsonSerializer.Deserialize<Dictionary<string, string?[][]>>(output)!;
    }

    /// <summary>The sum of a column as LibreOffice has it; skips where it is not installed.</summary>
    public static decimal SumByLibreOffice(string workbook, string sheet, string heading)
    {
        var folder = Directory.CreateTempSubdirectory("sheets ").FullName;
        var (code, output) = Repository.Run(Path.Combine(Repository.Root, "tests", "systems", "libreoffice.sh"), ["sheets", workbook, folder], Repository.Root, TimeSpan.FromMinutes(3));
        Assert.SkipWhen(code == 2, output);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("repair", output, StringComparison.OrdinalIgnoreCase);
        var sum = RealData.RealData.Python(
            "import csv, sys\nfrom decimal import Decimal\nprint(sum(Decimal(row[sys.argv[2]] or 0) for row in csv.DictReader(open(sys.argv[1], encoding='utf-8'))))",
            Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(workbook)}-{sheet}.csv"), heading);
        Directory.Delete(folder, recursive: true);
        return RealData.RealData.Number(sum);
    }

    /// <summary>The sum of a column.</summary>
    public static decimal Sum(string?[][] sheet, string heading)
    {
        var place = Array.IndexOf(sheet[0], heading);
        Assert.True(place >= 0, $"There is no column {heading}.");
        return sheet.Skip(1).Sum(row => row.Length > place && row[place] is { Length: > 0 } text ? RealData.RealData.Number(text) : 0);
    }
}
