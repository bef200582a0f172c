using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Encodings;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>The encoding of an XML file: by its mark, by the stream's settings, or by its own declaration.</summary>
internal static class XmlDeclaration
{
    private const int MostBytes = 1024;

    public static FindDecoder Decoder(FileEncoding named) => async (file, bytes, ct) =>
    {
        if (await named.DecoderAsync(file, bytes, ct) is { } decoder) return decoder;
        var first = new byte[MostBytes];
        bytes.Position = 0;
        var read = await bytes.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        return Declared(file, first.AsSpan(0, read));
    };

    private static TextDecoder? Declared(string file, ReadOnlySpan<byte> first) => first switch
    {
        [0xEF, 0xBB, 0xBF, ..] => null,
        [(byte)'<', 0, _, 0, ..] => TextDecoder.Of(Encoding.Unicode),
        [0, (byte)'<', 0, _, ..] => TextDecoder.Of(Encoding.BigEndianUnicode),
        // "<?xm" of EBCDIC; all its pages write the declaration alike.
        [0x4C, 0x6F, 0xA7, 0x94, ..] => Of(file, Name(FileEncoding.Find("ibm037")!.GetString(first)) ?? "ibm037"),
        _ => Name(Encoding.Latin1.GetString(first)) is { } name ? Of(file, name) : null,
    };

    private static TextDecoder? Of(string file, string name) => FileEncoding.Find(name) switch
    {
        null => throw new ConnectorException(Recovery.Reconfigure, $"{file} declares an encoding that is not known here. Set encoding on the stream, or have the file exported as UTF-8."),
        // The declaration was read byte by byte, so it is not written in units of two or four.
        UTF8Encoding or UnicodeEncoding or UTF32Encoding => null,
        var encoding => TextDecoder.Of(encoding),
    };

    /// <summary>What a declaration at the very begin says; null where it says nothing.</summary>
    private static string? Name(string text)
    {
        if (!text.StartsWith("<?xml", StringComparison.Ordinal)) return null;
        var declaration = text[..Math.Max(0, text.IndexOf("?>", StringComparison.Ordinal))];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0) return null;
        var parts = declaration[at..].Split('"', '\'');
        return parts.Length >= 3 && parts[0].AsSpan("encoding".Length).Trim() is "=" ? parts[1] : null;
    }
}
