using System.Text;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>Turns pieces of a file into UTF-8, each on its own: a piece begins where a character does.</summary>
internal abstract class TextDecoder
{
    /// <summary>Bytes of the smallest character.</summary>
    public abstract int Unit { get; }

    /// <summary>Decodes whole characters and returns how many bytes they took; all of them where the file ends here.</summary>
    public abstract int Decode(ReadOnlySpan<byte> bytes, bool last, DecodedText text);

    /// <summary>How this encoding is decoded; with fallbacks that throw.</summary>
    public static TextDecoder Of(Encoding encoding) => encoding switch
    {
        UnicodeEncoding => new Utf16Decoder(encoding.CodePage == 1201),
        UTF32Encoding => new Utf32Decoder(encoding.CodePage == 12001),
        { IsSingleByte: true } => new TableDecoder(encoding),
        _ => new SteppingDecoder(encoding),
    };
}
