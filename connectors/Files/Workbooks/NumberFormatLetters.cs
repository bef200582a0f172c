using System.Text;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>The letters of a number format that stand for a part of a date or a time.</summary>
internal static class NumberFormatLetters
{
    /// <summary>Lower-case y, m, d, h, s with <c>.0</c> behind seconds, and <c>[</c> where time goes beyond a day.</summary>
    public static string Of(string code)
    {
        var letters = new StringBuilder();
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (char.ToLowerInvariant(code[at]))
            {
                case '"':
                    at = End(code, at, '"');
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var end = End(code, at, ']');
                    if (IsElapsed(code.AsSpan(at + 1, Math.Max(0, end - at - 1)))) letters.Append('[').Append(char.ToLowerInvariant(code[at + 1]));
                    at = end;
                    break;
                case 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    at += "General".Length - 1;
                    break;
                // An era, or a year of one; E+ and E- are an exponent.
                case 'e' when at + 1 == code.Length || code[at + 1] is not ('+' or '-'):
                    letters.Append('y');
                    break;
                case 'b' or 'g':
                    letters.Append('y');
                    break;
                case 'a' when code.AsSpan(at).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase) || code.AsSpan(at).StartsWith("A/P", StringComparison.OrdinalIgnoreCase):
                    letters.Append('h');
                    at += char.ToLowerInvariant(code[at + 1]) == 'm' ? 4 : 2;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's' or '.' or '0' or '/' or ':' or ' ' or '-':
                    letters.Append(char.ToLowerInvariant(code[at]));
                    break;
            }
        }

        return letters.ToString();
    }

    private static int End(string code, int at, char mark) => code.IndexOf(mark, at + 1) is var end and >= 0 ? end : code.Length;

    // [h], [mm] or [ss]; other brackets hold a colour, a condition or a currency.
    private static bool IsElapsed(ReadOnlySpan<char> inside) =>
        inside.Length > 0 && inside.Trim("hH").IsEmpty | inside.Trim("mM").IsEmpty | inside.Trim("sS").IsEmpty;
}
