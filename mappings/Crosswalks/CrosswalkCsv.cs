using System.Text;

namespace BackOffice.Integration.Mappings.Crosswalks;

/// <summary>One field of a CSV file and where it begins.</summary>
internal readonly record struct CsvField(string Text, int Line, int Column);

/// <summary>Reads CSV as RFC 4180 says, strictly, keeping places for messages.</summary>
internal sealed class CrosswalkCsv(string text, Action<int, int, string, string> fault)
{
    private readonly StringBuilder field = new();
    private int at;
    private int line = 1;
    private int lineStart;

    /// <summary>Rows with at least one character.</summary>
    public IEnumerable<IReadOnlyList<CsvField>> Rows()
    {
        if (text.StartsWith('\uFEFF')) lineStart = at = 1;
        while (at < text.Length)
        {
            var row = Row();
            if (row.Count > 1 || row[0].Text.Length > 0) yield return row;
        }
    }

    private List<CsvField> Row()
    {
        var row = new List<CsvField>();
        while (true)
        {
            row.Add(Field());
            if (at >= text.Length || text[at] != ',') break;
            at++;
        }

        EndLine();
        return row;
    }

    private CsvField Field()
    {
        var (startLine, startColumn) = (line, at - lineStart + 1);
        field.Clear();
        if (at < text.Length && text[at] == '"') Quoted(startLine, startColumn);
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
        {
            if (text[at] == '"') fault(line, at - lineStart + 1, "A quote stands within a field.", "Put the whole field in quotes and double the quote.");
            field.Append(text[at++]);
        }

        return new(field.ToString(), startLine, startColumn);
    }

    private void Quoted(int startLine, int startColumn)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 >= text.Length || text[at + 1] != '"')
                {
                    at++;
                    return;
                }

                at++;
            }

            field.Append(text[at]);
            if (text[at] == '\n') (line, lineStart) = (line + 1, at + 1);
        }

        fault(startLine, startColumn, "The quote is never closed.", "Close it, or double it where it belongs to the text.");
    }

    private void EndLine()
    {
        if (at < text.Length && text[at] == '\r') at++;
        if (at < text.Length && text[at] == '\n') at++;
        (line, lineStart) = (line + 1, at);
    }
}
