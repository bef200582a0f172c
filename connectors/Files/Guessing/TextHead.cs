using System.Text;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Encodings;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>The begin of a file as text, and in which encoding it is one.</summary>
/// <param name="Encoding">As a stream names it.</param>
/// <param name="Text">Without a mark, and up to the last whole character.</param>
internal sealed record TextHead(FileHead Head, string Encoding, string Text, string Why, Certainty Certainty)
{
    private const string Usually = "utf-8";
    private const int LongestCharacter = 4;

    // What western European texts are written with, beside letters that both pages have as other signs.
    private const string Usual = "äöüÄÖÜßéèêëàâáãçîïíìôóòõûùúñåæøœÉÈÊÀÁÂÇÑÅÆØÍÓÚ€§°–’";

    /// <summary>Null where the bytes are no text.</summary>
    public static TextHead? Read(FileHead head) => head.Bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => IsUtf8(head.Bytes.AsSpan(3)) ? Decoded(head, Usually, 3, "the mark of UTF-8 at its begin", Certainty.Sure) : null,
        [0xFF, 0xFE, ..] => Decoded(head, "utf-16", 2, "the mark of UTF-16 at its begin", Certainty.Sure),
        [0xFE, 0xFF, ..] => Decoded(head, "utf-16BE", 2, "the mark of UTF-16 at its begin", Certainty.Sure),
        _ when head.Bytes.AsSpan().Contains((byte)0) => Wide(head),
        _ when HoldsControls(head.Bytes) => null,
        _ when IsUtf8(head.Bytes) => Decoded(head, Usually, 0, OfUtf8(head), Ascii.IsValid(head.Bytes) && !head.IsWhole ? Certainty.Likely : Certainty.Sure),
        _ => OfOneByte(head),
    };

    /// <summary>Adds the encoding where a stream must name it.</summary>
    public FileGuess Say(FileGuess guess) => Ascii.IsValid(Text) && Encoding == Usually ? guess.Silent("encoding", Why, Certainty)
        : Encoding == Usually || Why.StartsWith("the mark", StringComparison.Ordinal) ? guess.Because("encoding", Why, Certainty)
        : guess.With("encoding", Encoding, Why, Certainty);

    private static string OfUtf8(FileHead head) => !Ascii.IsValid(head.Bytes) ? "all its letters are whole in UTF-8"
        : head.IsWhole ? "plain ASCII" : "plain ASCII in its first part; other letters may come later";

    // Without a mark: every second byte of plain letters is zero.
    private static TextHead? Wide(FileHead head)
    {
        var even = head.Bytes.Where((value, at) => value == 0 && at % 2 == 0).Count();
        var odd = head.Bytes.Count(value => value == 0) - even;
        var pairs = head.Bytes.Length / 2;
        return odd > pairs / 2 && even <= pairs / 50 ? Decoded(head, "utf-16", 0, "every second byte is zero, as in UTF-16", Certainty.Likely)
            : even > pairs / 2 && odd <= pairs / 50 ? Decoded(head, "utf-16BE", 0, "every second byte is zero, as in UTF-16", Certainty.Likely)
            : null;
    }

    private static TextHead OfOneByte(FileHead head)
    {
        var (windows, dos) = (Score(head, "windows-1252"), Score(head, "ibm850"));
        var name = dos > windows ? "ibm850" : "windows-1252";
        var isClear = Math.Max(windows, dos) > 0 && Math.Min(windows, dos) * 4 < Math.Max(windows, dos);
        return Decoded(head, name, 0, $"not UTF-8; its other bytes are usual letters in {name}", isClear ? Certainty.Likely : Certainty.Unsure);
    }

    private static int Score(FileHead head, string encoding)
    {
        var text = Decoded(head, encoding, 0, "", Certainty.Unsure).Text;
        var score = 0;
        for (var at = 0; at < text.Length; at++)
            if (text[at] >= 0x80) score += Weight(text[at], at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        return score;
    }

    // Within a word written in capitals a small letter is the wrong one, and a capital behind a small letter too.
    private static int Weight(char letter, char before, char behind) => letter switch
    {
        '\uFFFD' => -10,
        _ when !Usual.Contains(letter, StringComparison.Ordinal) => -1,
        _ when char.IsLower(letter) && (char.IsAsciiLetterUpper(behind) || (char.IsAsciiLetterUpper(before) && !char.IsAsciiLetterLower(behind))) => -1,
        _ when char.IsUpper(letter) && char.IsAsciiLetterLower(before) => -1,
        _ => 1,
    };

    private static TextHead Decoded(FileHead head, string name, int from, string why, Certainty certainty)
    {
        var page = (Encoding)FileEncoding.Find(name)!.Clone();
        page.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        var characters = new char[page.GetMaxCharCount(head.Bytes.Length - from)];
        // The decoder keeps a character that the end of the head cuts.
        var count = page.GetDecoder().GetChars(head.Bytes.AsSpan(from), characters, flush: head.IsWhole);
        return new(head, name, new(characters, 0, count), why, certainty);
    }

    // The head may end within a character.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < LongestCharacter && cut <= bytes.Length; cut++)
            if (Utf8.IsValid(bytes[..^cut])) return true;
        return false;
    }

    private static bool HoldsControls(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var value in bytes)
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1A)) controls++;
        return controls > bytes.Length / 1_000;
    }
}
