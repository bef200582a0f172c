using System.Text;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>Encodings of one to four bytes a character, such as Shift-JIS: fed byte by byte to see where characters end.</summary>
internal sealed class SteppingDecoder : TextDecoder
{
    // Holds a character of any encoding, however often it must be asked for more bytes.
    private const int MostBytes = 4 << 20;

    private readonly Encoding encoding;
    private readonly bool shifts;

    public SteppingDecoder(Encoding encoding)
    {
        this.encoding = encoding;
        shifts = Shifts(encoding.CodePage);
    }

    public override int Unit => 1;

    public override int Decode(ReadOnlySpan<byte> bytes, bool last, DecodedText text)
    {
        var mark = new MarkingFallback();
        var decoder = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, mark).GetDecoder();
        // Where escapes shift the meaning of bytes, only the begin of a line is known to be unshifted.
        if (shifts && !last && bytes.Length < MostBytes) bytes = bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];
        Span<char> characters = stackalloc char[16];
        var begin = 0;
        for (var at = 0; at < bytes.Length || (last && begin < bytes.Length);)
        {
            if (!shifts && at == begin && bytes[at] < 0x80)
            {
                text.Add(bytes[at], at);
                begin = ++at;
                continue;
            }

            var end = at == bytes.Length;
            var count = decoder.GetChars(end ? [] : bytes.Slice(at++, 1), characters, flush: end);
            if (mark.Take()) begin = at = Skip(bytes, begin, at, decoder, text);
            else if (count > 0 || end) begin = Take(characters[..count], begin, at, text);
        }

        return begin;
    }

    /// <summary>Whether bytes mean something else behind an escape: ISO 2022, HZ, ISCII.</summary>
    private static bool Shifts(int codePage) => codePage is (>= 50220 and <= 50229) or 52936 or (>= 57002 and <= 57011);

    private static int Take(ReadOnlySpan<char> characters, int begin, int at, DecodedText text)
    {
        while (Rune.DecodeFromUtf16(characters, out var character, out var used) is System.Buffers.OperationStatus.Done)
        {
            text.Add(character, begin);
            characters = characters[used..];
        }

        return at;
    }

    // A broken pair is one byte where its second could stand for itself: a line end or a delimiter must not vanish with it.
    private int Skip(ReadOnlySpan<byte> bytes, int begin, int at, Decoder decoder, DecodedText text)
    {
        text.Add(DecodedText.Undecodable, begin);
        if (shifts) return at;
        decoder.Reset();
        return at - begin > 1 && bytes[begin + 1] < 0x80 ? begin + 1 : at;
    }

    /// <summary>Puts nothing in the place of what cannot be decoded, but says that it was there.</summary>
    private sealed class MarkingFallback : DecoderFallback
    {
        private bool marked;

        public override int MaxCharCount => 1;

        public bool Take()
        {
            var was = marked;
            marked = false;
            return was;
        }

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(MarkingFallback owner) : DecoderFallbackBuffer
        {
            public override int Remaining => 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                owner.marked = true;
                return false;
            }

            public override char GetNextChar() => '\0';

            public override bool MovePrevious() => false;
        }
    }
}
