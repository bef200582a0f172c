using System.Text;

namespace BackOffice.Integration.Connectors.Files.Selection;

/// <summary>Reads <c>path == "literal" and other != 'literal'</c>.</summary>
internal sealed class SelectionParser(string text)
{
    private int at;

    public (RecordSelection? Selection, string? Fault) Parse()
    {
        List<FieldComparison> comparisons = [];
        do
        {
            if (Path() is not { } path) return Fault("a field");
            if (Sign() is not { } equal) return Fault("== or !=");
            if (!Literal(out var literal)) return Fault("a text in quotes, a number, true, false or null");
            comparisons.Add(new(new(path), literal, equal));
        }
        while (Word("and"));
        return Peek() == '\0' ? (new(comparisons), null) : Fault("and, or the end");
    }

    private (RecordSelection?, string?) Fault(string wanted) => (null, $"Lacks {wanted} at character {at + 1}.");

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : '\0';
    }

    // A name with odd signs stands in brackets, as it does in mappings.
    private string? Path()
    {
        if (Peek() != '[') return Plain();
        at++;
        if (Quoted() is not { } name || Peek() != ']') return null;
        at++;
        return name;
    }

    private string? Plain()
    {
        var begin = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || "._@#$-".Contains(text[at], StringComparison.Ordinal))) at++;
        return at > begin ? text[begin..at] : null;
    }

    private bool? Sign()
    {
        Peek();
        var sign = text.AsSpan(at).StartsWith("==") ? true : text.AsSpan(at).StartsWith("!=") ? false : (bool?)null;
        if (sign is not null) at += 2;
        return sign;
    }

    private bool Literal(out string? literal)
    {
        if (Peek() is '"' or '\'') return (literal = Quoted()) is not null;
        literal = Plain();
        var isNull = literal == "null";
        var known = isNull || literal is "true" or "false" || decimal.TryParse(literal, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (isNull) literal = null;
        return known;
    }

    private bool Word(string word)
    {
        Peek();
        var rest = text.AsSpan(at);
        if (!rest.StartsWith(word) || (rest.Length > word.Length && char.IsLetterOrDigit(rest[word.Length]))) return false;
        at += word.Length;
        return true;
    }

    /// <summary>A text between quotes of either kind; the quote itself is written twice.</summary>
    private string? Quoted()
    {
        var quote = Peek();
        if (quote is not ('"' or '\'')) return null;
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != quote) value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == quote) value.Append(text[at++]);
            else
            {
                at++;
                return value.ToString();
            }
        }

        return null;
    }
}
