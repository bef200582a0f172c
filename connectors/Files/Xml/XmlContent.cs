using System.Text.Unicode;
using System.Xml;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>An element becomes a JSON object, every value the string that stands there.</summary>
/// <param name="arrays">Paths of elements that are arrays even where they stand alone.</param>
internal sealed class XmlContent(IReadOnlySet<string> arrays) : RecordContent
{
    public override OpenedRecord Open(ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record)) return Undecodable(record);
        try
        {
            return new(new ElementWriter(arrays).Write(ElementPart.Read(record)));
        }
        catch (XmlException)
        {
            return Unread(record, "xml.unreadable", "is no well-formed element, or is nested too deeply. Correct it in the source, and send the file again.");
        }
    }
}
