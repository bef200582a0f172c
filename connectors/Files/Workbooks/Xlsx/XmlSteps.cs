using System.Text;
using System.Xml;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>Reading of XML that is shallow and whose texts are short.</summary>
internal static class XmlSteps
{
    private const int Deepest = 64;
    private const int LongestText = 1 << 20;

    public static bool Step(this XmlReader xml)
    {
        if (!xml.Read()) return false;
        return xml.Depth <= Deepest ? true : throw new XmlException("Elements stand too deep.");
    }

    /// <summary>The next element within the one that begins at this depth; false at its end.</summary>
    public static bool StepWithin(this XmlReader xml, int depth)
    {
        while (xml.Step())
        {
            if (xml.NodeType is XmlNodeType.Element) return true;
            if (xml.NodeType is XmlNodeType.EndElement && xml.Depth == depth) return false;
        }

        return false;
    }

    public static bool Says(this XmlReader xml, string attribute) => xml.GetAttribute(attribute) is "1" or "true";

    /// <summary>The text of the element at hand, whose end is then at hand.</summary>
    public static string Text(this XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (xml.Step() && !(xml.NodeType is XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            if (first is null) first = xml.Value;
            else (more ??= new(first)).Append(xml.Value);
            if (more?.Length > LongestText) throw new XmlException("A text is too long.");
        }

        return more?.ToString() ?? first ?? "";
    }

    /// <summary>The runs of a string item as one text, without its phonetic guide.</summary>
    public static string RichText(this XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (xml.StepWithin(depth))
        {
            if (xml.LocalName == "rPh") PassOver(xml);
            if (xml.LocalName != "t" || xml.NodeType is not XmlNodeType.Element) continue;
            var text = xml.Text();
            if (first is null) first = text;
            else (more ??= new(first)).Append(text);
            if (more?.Length > LongestText) throw new XmlException("A text is too long.");
        }

        return Unescaped(more?.ToString() ?? first ?? "");
    }

    /// <summary>A character that XML cannot hold stands as <c>_x0008_</c>.</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (Escape(text.AsSpan(at)) is not { } character)
            {
                plain.Append(text[at]);
                continue;
            }

            plain.Append(character);
            at += "_x0000_".Length - 1;
        }

        return plain.ToString();
    }

    private static char? Escape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text is ['_', 'x', _, _, _, _, '_', ..] && ushort.TryParse(text[2..6], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;

    private static void PassOver(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.StepWithin(depth))
        {
        }
    }
}
