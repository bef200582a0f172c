using System.Text;
using System.Xml;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>An element of a record with all that is in it.</summary>
internal sealed class ElementPart(string name)
{
    // The readers of a payload go this deep into JSON, where an element may take two steps.
    private const int MostDepth = 30;
    private const int MostParts = 250_000;

    private StringBuilder? text;

    /// <summary>Without prefix.</summary>
    public string Name { get; } = name;

    public List<(string Name, string Value)> Attributes { get; } = [];

    public List<ElementPart> Children { get; } = [];

    /// <summary>All text directly within; blanks between children are none.</summary>
    public string Text => text is null || (Children.Count > 0 && string.IsNullOrWhiteSpace(text.ToString())) ? "" : text.ToString();

    public static ElementPart Read(ReadOnlySpan<byte> element)
    {
        using var xml = Reader(element);
        var open = new Stack<ElementPart>();
        for (var parts = 0; xml.Read();)
        {
            if (xml.NodeType is XmlNodeType.Element)
            {
                if (++parts > MostParts || open.Count == MostDepth) throw new XmlException();
                var part = Begin(xml);
                if (open.TryPeek(out var parent)) parent.Children.Add(part);
                if (xml.IsEmptyElement && open.Count == 0) return part;
                if (!xml.IsEmptyElement) open.Push(part);
            }
            else if (xml.NodeType is XmlNodeType.EndElement)
            {
                var part = open.Pop();
                if (open.Count == 0) return part;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                var part = open.Peek();
                (part.text ??= new()).Append(xml.Value);
            }
        }

        throw new XmlException();
    }

    // Without namespaces: their prefixes are declared outside of the record. Entities other than the five of XML are errors.
    private static XmlTextReader Reader(ReadOnlySpan<byte> element) =>
        new(new MemoryStream(element.ToArray()), XmlNodeType.Element, new(null, null, null, XmlSpace.None, Encoding.UTF8))
        {
            Namespaces = false,
            Normalization = true,
            DtdProcessing = DtdProcessing.Prohibit,
            EntityHandling = EntityHandling.ExpandEntities,
            XmlResolver = null,
        };

    private static ElementPart Begin(XmlTextReader xml)
    {
        var part = new ElementPart(Local(xml.Name));
        while (xml.MoveToNextAttribute())
            if (xml.Name != "xmlns" && !xml.Name.StartsWith("xmlns:", StringComparison.Ordinal)) part.Attributes.Add((xml.Name, xml.Value));
        xml.MoveToElement();
        for (var i = 0; i < part.Attributes.Count; i++) part.Shorten(i);
        return part;
    }

    // A prefix stays only where two attributes have the same name without it.
    private void Shorten(int index)
    {
        var local = Local(Attributes[index].Name);
        if (!Attributes.Exists(other => other.Name == local)) Attributes[index] = (local, Attributes[index].Value);
    }

    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
