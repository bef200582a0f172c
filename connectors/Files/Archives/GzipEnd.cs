using System.IO.Compression;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>A gzip file with one more member behind it, which unpacks only where the file before it is whole: the runtime says nothing of one that was cut off.</summary>
internal sealed class GzipEnd(Stream file) : ForwardStream
{
    private readonly MemoryStream end = new(Packed);

    public static int MarkLength => Mark.Length;

    private static ReadOnlySpan<byte> Mark => [0xE2, 0x9F, 0x9C, 0x00, 0x65, 0x6E, 0x64, 0x00, 0xE2, 0x9F, 0x9D, 0xFF];

    private static byte[] Packed { get; } = Pack();

    public static bool IsMark(ReadOnlySpan<byte> last) => last.SequenceEqual(Mark);

    public override int Read(Span<byte> buffer) => file.Read(buffer) is var count and > 0 ? count : end.Read(buffer);

    private static byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.NoCompression)) gzip.Write(Mark);
        return bytes.ToArray();
    }
}
