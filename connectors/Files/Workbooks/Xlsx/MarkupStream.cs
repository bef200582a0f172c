using System.Xml;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>Bytes of XML in which no text or attribute is long enough to fill memory.</summary>
internal sealed class MarkupStream(Stream xml) : Stream
{
    // A cell holds 32,767 characters.
    private const int LongestText = 1 << 20;

    private long since;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = xml.Read(buffer);
        var last = buffer[..count].LastIndexOf((byte)'<');
        since = last < 0 ? since + count : count - last;
        return since <= LongestText ? count : throw new XmlException("A text is too long.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) xml.Dispose();
        base.Dispose(disposing);
    }
}
