using System.IO.Enumeration;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>The pattern that names of files share which differ only in digits.</summary>
internal static partial class NamePattern
{
    private const int DigitsOfADate = 4;

    /// <summary>The name with a star for each run of digits.</summary>
    public static string Of(string name) => Runs().Replace(Escaped(name), "*");

    /// <summary><c>files:</c> as one would write it, and what speaks for it.</summary>
    /// <param name="alike">How many files have names like these; none where those are of several shapes.</param>
    public static (JsonNode Written, string Why, Certainty Certainty) Written(IReadOnlyList<string> files, int alike, IReadOnlyList<string> all)
    {
        if (alike == 0) return (Listed(files), "files with names like these have other shapes, so each is named", Certainty.Unsure);
        var pattern = alike > 1 ? Of(files[0]) : OfOne(files[0]);
        var isOwn = HasLetters(pattern) && all.Count(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)) == alike;
        return !isOwn ? (Listed(files), "a pattern would take other files too, so each is named", Certainty.Likely)
            : alike > 1 ? (pattern, $"{alike} files whose names differ only in digits", Certainty.Sure)
            : pattern != files[0] ? (pattern, "the digits look like a date or a number, so the next file fits too", Certainty.Likely)
            : (pattern, "the file's name", Certainty.Sure);
    }

    // One digit or two may belong to the word, as in b2b.
    private static string OfOne(string name) => Runs().Replace(Escaped(name), run => run.Value.Count(char.IsAsciiDigit) >= DigitsOfADate ? "*" : run.Value);

    private static bool HasLetters(string pattern) => Path.GetFileNameWithoutExtension(pattern).Any(char.IsLetter);

    private static JsonNode Listed(IReadOnlyList<string> files) =>
        files.Count == 1 ? Escaped(files[0]) : new JsonArray([.. files.Select(name => (JsonNode)Escaped(name))]);

    // A pattern has no way to say a star or a backslash that is meant.
    private static string Escaped(string name) => Signs().Replace(name, "?");

    [GeneratedRegex("[0-9]+(?:[-_. ][0-9]+)*")]
    private static partial Regex Runs();

    [GeneratedRegex(@"[*?\\<>""]")]
    private static partial Regex Signs();
}
