using System.Text;
using System.Text.RegularExpressions;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Gives each stream a name of its own, made of its file's.</summary>
internal sealed partial class StreamNames
{
    private const int Longest = 40;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public string For(string file)
    {
        var name = Slug(file);
        for (var n = 2; !taken.Add(name); n++) name = $"{Slug(file)}-{n}";
        return name;
    }

    /// <summary>The words of a file's name, without its ending and without its digits where words are left.</summary>
    internal static string Slug(string file)
    {
        var words = Slugged(Humps().Replace(Endings().Replace(file, ""), "$1-$2"));
        var bare = string.Join('-', words.Split('-').Select(word => word.Trim("0123456789".AsSpan()).ToString()).Where(word => word.Length > 0));
        var name = bare.Length > 0 ? bare : words.Length > 0 ? words : "stream";
        return name[..Math.Min(name.Length, Longest)].Trim('-');
    }

    private static string Slugged(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (Plain(letter) is { } plain) slug.Append(plain);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    private static string? Plain(char letter) => letter switch
    {
        'ä' => "ae",
        'ö' or 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' or 'á' or 'â' or 'å' => "a",
        'è' or 'é' or 'ê' or 'ë' => "e",
        'ì' or 'í' or 'î' or 'ï' => "i",
        'ò' or 'ó' or 'ô' => "o",
        'ù' or 'ú' or 'û' => "u",
        'ç' => "c",
        'ñ' => "n",
        _ => null,
    };

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Humps();

    [GeneratedRegex(@"(?:\.[A-Za-z0-9]{1,6}){1,2}\z")]
    private static partial Regex Endings();
}
