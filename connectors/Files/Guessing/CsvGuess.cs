using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Guesses delimiter, quote, lines to skip and header of separated text.</summary>
internal static class CsvGuess
{
    private static readonly string[] Endings = [".csv", ".tsv", ".tab"];

    public static FileGuess Of(TextHead text)
    {
        var split = SplitText.All(text).OrderByDescending(one => one.Score).First();
        if (!split.IsTable && !Endings.Contains(text.Head.Extension)) return FileGuess.Untold("text whose lines no delimiter splits alike; lines of fixed width need format: fixed and widths:");
        var rows = split.Rows();
        var (header, certainty) = HeaderGuess.Of(rows);
        var guess = Delimiter(new FileGuess { Fields = header ?? [] }, split);
        guess = Quote(guess, split);
        guess = text.Say(guess);
        if (split.Skipped > 0) guess = guess.With("skip", split.Skipped, "lines of fewer fields stand above the table", Certainty.Likely);
        return HeaderGuess.Say(guess, header, split.Width, certainty);
    }

    private static FileGuess Delimiter(FileGuess guess, SplitText split)
    {
        if (!split.IsTable) return guess.Because("delimiter", "nothing splits the lines, so each is one field", Certainty.Unsure);
        var why = $"{split.Width} fields on {split.Alike} of the first {split.Lines} lines";
        var certainty = split.Alike == split.Lines ? split.Lines > 1 ? Certainty.Sure : Certainty.Likely : Certainty.Likely;
        return split.Delimiter switch
        {
            ',' => guess.Because("delimiter", $"comma: {why}", certainty),
            '\t' => guess.With("delimiter", "tab", why, certainty),
            var sign => guess.With("delimiter", sign.ToString(), why, certainty),
        };
    }

    private static FileGuess Quote(FileGuess guess, SplitText split) => split.HasQuotes
        ? split.Quoted > 0 ? guess.Because("quote", "fields stand in double quotes", Certainty.Sure) : guess.Silent("quote", "no double quote in it", Certainty.Likely)
        : guess.With("quote", "none", "double quotes stand within fields or without a partner, so they are part of the text", Certainty.Likely);
}
