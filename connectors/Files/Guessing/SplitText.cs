namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>The first lines of a text, split by one delimiter.</summary>
internal sealed class SplitText
{
    private const int MostLines = 200;
    private const int MostSkipped = 20;
    private const double MostlyAlike = 0.8;

    private static readonly char[] Delimiters = [';', '\t', ',', '|'];

    private readonly List<(int Line, string[] Fields)> records;

    private SplitText(TextHead text, char delimiter, QuoteUse quotes)
    {
        Delimiter = delimiter;
        HasQuotes = quotes.AreSound;
        Quoted = quotes.Quoted;
        records = [.. Records(text.Text, delimiter, HasQuotes)];
        // The last one may be cut by the end of the head.
        if (!text.Head.IsWhole && records.Count is > 1 and < MostLines) records.RemoveAt(records.Count - 1);
        Width = records.CountBy(record => record.Fields.Length).OrderByDescending(width => width.Value).ThenByDescending(width => width.Key).Select(width => width.Key).FirstOrDefault();
        var first = records.FindIndex(record => record.Fields.Length == Width);
        if (first is > 0 and <= MostSkipped) Skip(first);
        Alike = records.Count(record => record.Fields.Length == Width);
    }

    public char Delimiter { get; }

    public bool HasQuotes { get; }

    /// <summary>How many fields stand in quotes.</summary>
    public int Quoted { get; }

    public int Width { get; }

    /// <summary>Lines above the first of the usual width.</summary>
    public int Skipped { get; private set; }

    public int Lines => records.Count;

    public int Alike { get; }

    public bool IsTable => Width > 1 && Alike >= Lines * MostlyAlike;

    /// <summary>Lines that are alike count first, then how many fields they have.</summary>
    public double Score => Width < 2 || Lines == 0 ? 0 : Math.Round((double)Alike / Lines, 1) * 1_000 + Math.Min(Width, 500);

    public static IEnumerable<SplitText> All(TextHead text) =>
        Delimiters.Select(delimiter => new SplitText(text, delimiter, QuoteUse.In(text.Text, delimiter, text.Head.IsWhole)));

    public IReadOnlyList<string[]> Rows() => [.. records.Select(record => record.Fields)];

    private void Skip(int first)
    {
        Skipped = records[first].Line;
        records.RemoveRange(0, first);
    }

    /// <summary>Records with the number of lines above each.</summary>
    private static IEnumerable<(int Line, string[] Fields)> Records(string text, char delimiter, bool quotes)
    {
        List<string> fields = [];
        var (start, line, begun, inside, count) = (0, 0, 0, false, 0);
        for (var at = 0; at <= text.Length && count < MostLines; at++)
        {
            var sign = at < text.Length ? text[at] : '\n';
            if (quotes && sign == '"' && (inside || at == start)) inside = !inside;
            else if (quotes && sign == '"' && at > start && text[at - 1] == '"' && text[start] == '"') inside = true;
            if (inside && at < text.Length)
            {
                if (sign == '\n') line++;
                continue;
            }

            if (sign != delimiter && sign is not ('\n' or '\r')) continue;
            fields.Add(Unquoted(text[start..at], quotes));
            start = at + 1;
            if (sign == delimiter) continue;
            if (sign == '\r' && at + 1 < text.Length && text[at + 1] == '\n') start = ++at + 1;
            if (fields is not [""])
            {
                count++;
                yield return (begun, [.. fields]);
            }

            fields.Clear();
            begun = ++line;
        }
    }

    private static string Unquoted(string field, bool quotes) =>
        quotes && field.Length > 1 && field[0] == '"' && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}

/// <summary>Whether double quotes stand around fields, as quotes do, or within them, as inch signs do.</summary>
/// <param name="Quoted">Fields that stand in quotes.</param>
/// <param name="Stray">Quotes within a field, and such as open one and are never or wrongly closed.</param>
internal sealed record QuoteUse(int Quoted, int Stray)
{
    public bool AreSound => Stray == 0 || Quoted > Stray * 2;

    public static QuoteUse In(string text, char delimiter, bool isWhole)
    {
        var (quoted, stray) = (0, 0);
        for (var at = text.IndexOf('"', StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf('"', at + 1) : -1)
        {
            if (at > 0 && !IsBorder(text[at - 1], delimiter))
            {
                stray++;
                continue;
            }

            var end = Close(text, at + 1);
            // A field that the end of the head cuts says nothing.
            if (end < 0 && !isWhole && quoted > 0) break;
            if (end < 0 || (end + 1 < text.Length && !IsBorder(text[end + 1], delimiter))) stray++;
            else (quoted, at) = (quoted + 1, end);
        }

        return new(quoted, stray);
    }

    private static bool IsBorder(char sign, char delimiter) => sign == delimiter || sign is '\n' or '\r';

    /// <summary>The quote that closes the field; -1 where none does.</summary>
    private static int Close(string text, int from)
    {
        for (var at = text.IndexOf('"', from); at >= 0; at = at + 2 < text.Length ? text.IndexOf('"', at + 2) : -1)
            if (at + 1 >= text.Length || text[at + 1] != '"') return at;
        return -1;
    }
}
