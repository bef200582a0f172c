using System.Globalization;
using System.Text;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Writes JSON whose bytes never depend on a library: no spaces, members as given, texts after RFC 8785.</summary>
internal sealed class CanonicalJson
{
    private readonly StringBuilder text = new();
    private bool needsComma;

    public CanonicalJson Open(char bracket)
    {
        Comma();
        text.Append(bracket);
        needsComma = false;
        return this;
    }

    public CanonicalJson Close(char bracket)
    {
        text.Append(bracket);
        needsComma = true;
        return this;
    }

    public CanonicalJson Name(string name)
    {
        Comma();
        Quote(name);
        text.Append(':');
        needsComma = false;
        return this;
    }

    public CanonicalJson Value(string? value)
    {
        Comma();
        if (value is null) text.Append("null");
        else Quote(value);
        needsComma = true;
        return this;
    }

    public CanonicalJson Value(long value)
    {
        Comma();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
        needsComma = true;
        return this;
    }

    public override string ToString() => text.ToString();

    private void Comma()
    {
        if (needsComma) text.Append(',');
        needsComma = false;
    }

    private void Quote(string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            if (letter is '"' or '\\') text.Append('\\').Append(letter);
            else if (letter >= ' ') text.Append(letter);
            else text.Append(Escape(letter));
        }

        text.Append('"');
    }

    private static string Escape(char letter) => letter switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };
}
