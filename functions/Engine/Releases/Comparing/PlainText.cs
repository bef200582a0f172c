using System.Text;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Texts without what programs change on their way: blanks, capitals, zeros in front, the mark that keeps a formula from running.</summary>
internal static class PlainText
{
    public static bool Same(string left, string right) => Of(left) == Of(right);

    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        if (text is ['\'', '=' or '+' or '-' or '@', ..]) text = text[1..];
        foreach (var letter in text)
            if (!char.IsWhiteSpace(letter) && letter != '\uFEFF') plain.Append(char.ToUpperInvariant(letter));
        var whole = plain.ToString();
        return whole.Length > 1 && whole.All(char.IsAsciiDigit) ? whole.TrimStart('0') is { Length: > 0 } number ? number : "0" : whole;
    }
}
