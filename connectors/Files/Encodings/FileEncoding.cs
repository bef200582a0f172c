using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>The encoding that a stream names, and what the mark at the begin of a file says about it.</summary>
internal sealed class FileEncoding
{
    private readonly string name;
    private readonly TextDecoder? decoder;
    private readonly bool isUnicode;

    private FileEncoding(string name, Encoding encoding, bool asIs)
    {
        this.name = name;
        isUnicode = encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
        decoder = asIs || encoding is UTF8Encoding ? null : TextDecoder.Of(encoding);
    }

    /// <summary>Null where there is no such encoding.</summary>
    /// <param name="asIs">Whether the form decodes the bytes itself.</param>
    public static FileEncoding? Named(string name, bool asIs) => Find(name) is { } encoding ? new(name, encoding, asIs) : null;

    /// <summary>How this file is decoded; null where its bytes go over as they are.</summary>
    public async Task<TextDecoder?> DecoderAsync(string file, Stream bytes, CancellationToken ct)
    {
        var mark = await MarkAsync(bytes, ct);
        if (mark is null) return decoder;
        // Of the Unicode encodings the mark knows best; no text of another encoding begins with one.
        return isUnicode ? mark is UTF8Encoding ? null : TextDecoder.Of(mark)
            : throw new ConnectorException(Recovery.Reconfigure, $"{file} begins with the mark of {mark.WebName}, but the stream names {name}. Remove encoding: the mark says it.");
    }

    public static Encoding? Find(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static async Task<Encoding?> MarkAsync(Stream bytes, CancellationToken ct)
    {
        var first = new byte[4];
        bytes.Position = 0;
        var read = await bytes.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        return first.AsSpan(0, read) switch
        {
            [0xFF, 0xFE, 0, 0] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            _ => null,
        };
    }
}
