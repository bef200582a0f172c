using System.Buffers.Binary;
using System.Text;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>UTF-16 of either byte order; half a pair is undecodable, and so is half a unit at the end.</summary>
internal sealed class Utf16Decoder(bool bigEndian) : TextDecoder
{
    public override int Unit => 2;

    public override int Decode(ReadOnlySpan<byte> bytes, bool last, DecodedText text)
    {
        var at = 0;
        while (bytes.Length - at >= 2)
        {
            var unit = UnitAt(bytes, at);
            if (!char.IsSurrogate(unit)) text.Add(new Rune(unit), at);
            else if (!char.IsHighSurrogate(unit)) text.Add(DecodedText.Undecodable, at);
            else if (bytes.Length - at < 4 && !last) return at;
            else if (bytes.Length - at >= 4 && Rune.TryCreate(unit, UnitAt(bytes, at + 2), out var pair))
            {
                text.Add(pair, at);
                at += 2;
            }
            else text.Add(DecodedText.Undecodable, at);

            at += 2;
        }

        if (!last || at == bytes.Length) return at;
        text.Add(DecodedText.Undecodable, at);
        return bytes.Length;
    }

    private char UnitAt(ReadOnlySpan<byte> bytes, int at) =>
        (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]));
}

/// <summary>UTF-32 of either byte order.</summary>
internal sealed class Utf32Decoder(bool bigEndian) : TextDecoder
{
    public override int Unit => 4;

    public override int Decode(ReadOnlySpan<byte> bytes, bool last, DecodedText text)
    {
        var at = 0;
        for (; bytes.Length - at >= 4; at += 4)
        {
            var value = bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            if (Rune.IsValid(value)) text.Add(new Rune(value), at);
            else text.Add(DecodedText.Undecodable, at);
        }

        if (!last || at == bytes.Length) return at;
        text.Add(DecodedText.Undecodable, at);
        return bytes.Length;
    }
}
