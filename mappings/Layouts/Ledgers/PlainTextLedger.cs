using System.Globalization;
using System.Text;

namespace BackOffice.Integration.Mappings.Layouts.Ledgers;

/// <summary>Writes a journal as text that hledger (1.25) or beancount (2.3) reads.</summary>
public static class PlainTextLedger
{
    /// <param name="postings">Those of one entry follow each other.</param>
    public static void WriteHledger(IEnumerable<Posting> postings, Stream output)
    {
        using var text = Text(output);
        foreach (var entry in Entries(postings))
        {
            text.Write($"{Day(entry[0].Day)} ({Plain(entry[0].Entry).Replace(')', ' ')}) {Plain(entry[0].Text)}\n");
            foreach (var posting in entry) text.Write($"    {posting.Account.Name}  {Amount(posting)}\n");
            text.Write('\n');
        }
    }

    /// <param name="postings">Those of one entry follow each other; they are read once.</param>
    public static void WriteBeancount(IEnumerable<Posting> postings, Stream output)
    {
        List<List<Posting>> entries = [.. Entries(postings)];
        using var text = Text(output);
        var first = entries.SelectMany(entry => entry).Select(posting => posting.Day).DefaultIfEmpty().Min();
        foreach (var account in entries.SelectMany(entry => entry).Select(posting => posting.Account.Name).Distinct().Order(StringComparer.Ordinal)) text.Write($"{Day(first)} open {account}\n");
        foreach (var entry in entries)
        {
            text.Write($"\n{Day(entry[0].Day)} * \"{Quoted(entry[0].Text)}\"\n  entry: \"{Quoted(entry[0].Entry)}\"\n");
            foreach (var posting in entry) text.Write($"  {posting.Account.Name}  {Amount(posting)}\n");
        }
    }

    private static StreamWriter Text(Stream output) => new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    private static IEnumerable<List<Posting>> Entries(IEnumerable<Posting> postings)
    {
        List<Posting> entry = [];
        foreach (var posting in postings)
        {
            // One entry has one day; lines of another day are an entry of their own for these programs.
            if (entry.Count > 0 && (entry[0].Entry, entry[0].Day) != (posting.Entry, posting.Day))
            {
                yield return entry;
                entry = [];
            }

            entry.Add(posting);
        }

        if (entry.Count > 0) yield return entry;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(Posting posting) => $"{posting.Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {posting.Currency}";

    // A semicolon begins a comment, a line end the next line.
    private static string Plain(string text) => text.ReplaceLineEndings(" ").Replace(';', ',');

    private static string Quoted(string text) => text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
