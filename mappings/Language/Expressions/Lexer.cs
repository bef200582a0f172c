using System.Text;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Cuts an expression into words.</summary>
internal static class Lexer
{
    private const int Longest = 4_000;
    private static readonly string[] Signs = ["??", "==", "!=", "<=", ">=", "?", ":", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "."];

    public static List<Token> Cut(string text)
    {
        if (text.Length > Longest) throw new ExpressionFault(0, $"The expression is longer than {Longest} characters.", "Split it, or write the mapping in C#.");
        List<Token> tokens = [];
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) break;
            var token = Next(text, at, out at);
            tokens.Add(token);
        }

        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token Next(string text, int start, out int end)
    {
        var first = text[start];
        if (char.IsLetter(first) || first == '_') return Span(TokenKind.Name, text, start, letter => char.IsLetterOrDigit(letter) || letter == '_', out end);
        if (char.IsAsciiDigit(first)) return Number(text, start, out end);
        if (first is '\'' or '"') return Quoted(text, start, out end);
        foreach (var sign in Signs)
        {
            if (!text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal)) continue;
            end = start + sign.Length;
            return new(TokenKind.Sign, sign, start);
        }

        throw new ExpressionFault(start, $"'{first}' is no sign of the language.", "Remove it, or put an odd field name in brackets: [\"Brutto (€)\"].");
    }

    private static Token Number(string text, int start, out int end)
    {
        var token = Span(TokenKind.Number, text, start, char.IsAsciiDigit, out end);
        if (end + 1 >= text.Length || text[end] != '.' || !char.IsAsciiDigit(text[end + 1])) return token;
        var fraction = Span(TokenKind.Number, text, end + 1, char.IsAsciiDigit, out end);
        return token with { Text = $"{token.Text}.{fraction.Text}" };
    }

    private static Token Span(TokenKind kind, string text, int start, Func<char, bool> belongs, out int end)
    {
        end = start;
        while (end < text.Length && belongs(text[end])) end++;
        return new(kind, text[start..end], start);
    }

    // A doubled quote stands for itself.
    private static Token Quoted(string text, int start, out int end)
    {
        var content = new StringBuilder();
        for (end = start + 1; end < text.Length; end++)
        {
            if (text[end] != text[start]) content.Append(text[end]);
            else if (end + 1 < text.Length && text[end + 1] == text[start]) content.Append(text[end++]);
            else
            {
                end++;
                return new(TokenKind.Text, content.ToString(), start);
            }
        }

        throw new ExpressionFault(start, "The text is not closed.", $"Add {text[start]} at its end.");
    }
}
