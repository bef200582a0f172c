using System.Text;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>Encodings of one byte a character, such as EBCDIC.</summary>
internal sealed class TableDecoder : TextDecoder
{
    private readonly Rune?[] characters = new Rune?[256];

    public TableDecoder(Encoding encoding)
    {
        for (var value = 0; value < 256; value++) characters[value] = Decoded(encoding, (byte)value);
        // EBCDIC ends its lines with NEL, for which the text formats know only the line feed.
        if (encoding.GetBytes("0") is [0xF0])
            foreach (ref var character in characters.AsSpan()) character = character?.Value == 0x85 ? new Rune('\n') : character;
    }

    public override int Unit => 1;

    public override int Decode(ReadOnlySpan<byte> bytes, bool last, DecodedText text)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (characters[bytes[at]] is { } character) text.Add(character, at);
            else text.Add(DecodedText.Undecodable, at);
        }

        return bytes.Length;
    }

    private static Rune? Decoded(Encoding encoding, byte value)
    {
        try
        {
            return new Rune(encoding.GetString([value])[0]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
