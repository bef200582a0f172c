using System.Xml;
using BackOffice.Integration.Connectors.Files.Archives;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>Bytes of XML in which no text or attribute is long enough to fill memory.</summary>
internal sealed class MarkupStream(Stream xml) : ForwardStream
{
    // A cell holds 32,767 characters.
    private const int LongestText = 1 << 20;

    private long since;

    public override int Read(Span<byte> buffer)
    {
        var count = xml.Read(buffer);
        var last = buffer[..count].LastIndexOf((byte)'<');
        since = last < 0 ? since + count : count - last;
        return since <= LongestText ? count : throw new XmlException("A text is too long.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) xml.Dispose();
        base.Dispose(disposing);
    }
}
