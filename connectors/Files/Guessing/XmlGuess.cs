using System.Xml;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Finds the records of an XML document: the element with parts of its own that stands there most often.</summary>
internal static class XmlGuess
{
    public static FileGuess Of(TextHead text)
    {
        var begin = text.Text.AsSpan().TrimStart();
        if (begin.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return FileGuess.Untold("a web page: have the system export CSV or a workbook");
        var elements = new ElementCounts();
        if (elements.Read(text.Text) is { } fault && (text.Head.IsWhole || fault is XmlFault.DocumentType)) return FileGuess.Untold(Said(fault));
        var guess = new FileGuess().With("format", "xml", text.Head.IsWhole ? "an XML document" : "begins as an XML document", Certainty.Sure);
        return elements.MostRepeated() is { } records
            ? guess.With("records", records.Name, $"{(text.Head.IsWhole ? "" : "at least ")}{records.Count} such elements, more than any other with parts", records.Count > 1 ? Certainty.Likely : Certainty.Unsure)
            : FileGuess.Untold("XML without an element that has parts of its own");
    }

    private static string Said(XmlFault fault) => fault is XmlFault.DocumentType
        ? "XML with a document type (DTD), which is refused: have it exported without"
        : "XML that breaks off or is malformed: have it exported again";
}

/// <summary>Why a document cannot be walked through.</summary>
internal enum XmlFault
{
    Malformed,
    DocumentType,
}

/// <summary>Counts the elements of a document by where they stand.</summary>
internal sealed class ElementCounts
{
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>Null where it was read to its end.</summary>
    public XmlFault? Read(string text)
    {
        using var xml = XmlReader.Create(new StringReader(text.TrimStart()), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1 });
        try
        {
            Walk(xml);
            return null;
        }
        catch (XmlException)
        {
            return text.Contains("<!DOCTYPE", StringComparison.Ordinal) && seen.Count == 0 ? XmlFault.DocumentType : XmlFault.Malformed;
        }
    }

    /// <summary>As a stream names it: by its name, or by its path where another element has the name too; null where there is none.</summary>
    public (string Name, int Count)? MostRepeated()
    {
        var best = seen.Where(element => element.Value is { HasParts: true, Depth: > 0 }).OrderByDescending(element => element.Value.Count).ThenBy(element => element.Value.Depth).FirstOrDefault();
        if (best.Key is null) return null;
        var name = best.Key[(best.Key.LastIndexOf('/') + 1)..];
        return (seen.Keys.Count(path => path.EndsWith($"/{name}", StringComparison.Ordinal)) == 1 ? name : best.Key, best.Value.Count);
    }

    private void Walk(XmlReader xml)
    {
        List<string> open = [];
        while (xml.Read())
        {
            if (xml.NodeType is not XmlNodeType.Element) continue;
            open.RemoveRange(Math.Min(xml.Depth, open.Count), Math.Max(0, open.Count - xml.Depth));
            if (open.Count > 0) seen[$"/{string.Join('/', open)}"].HasParts = true;
            open.Add(xml.LocalName);
            var path = $"/{string.Join('/', open)}";
            if (!seen.TryGetValue(path, out var element)) seen[path] = element = new(xml.Depth);
            element.Count++;
            element.HasParts |= xml.HasAttributes;
        }
    }

    private sealed class Seen(int depth)
    {
        public int Depth => depth;

        public int Count { get; set; }

        public bool HasParts { get; set; }
    }
}
