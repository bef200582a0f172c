using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Whether the first row names the fields of those below.</summary>
internal static partial class HeaderGuess
{
    /// <summary>The names, or null where the first row is a record.</summary>
    /// <param name="rows">The first one and some below it, all of about the same width.</param>
    public static (IReadOnlyList<string>? Header, Certainty Certainty) Of(IReadOnlyList<string[]> rows)
    {
        var first = rows[0];
        List<string> named = [.. first.Where(name => !string.IsNullOrWhiteSpace(name))];
        if (named.Count * 2 <= first.Length || named.Any(name => IsValue(name) || name.Length > 120) || named.Distinct(StringComparer.Ordinal).Count() < named.Count) return (null, Certainty.Likely);
        if (rows.Count == 1) return (first, Certainty.Likely);
        if (Enumerable.Range(0, first.Length).Any(column => HoldsValues(rows, column))) return (first, Certainty.Sure);
        // Only texts below: a name does not stand again where its values are.
        return Enumerable.Range(0, first.Length).Any(column => first[column].Length > 0 && rows.Skip(1).Any(row => column < row.Length && row[column] == first[column]))
            ? (null, Certainty.Unsure)
            : (first, Certainty.Unsure);
    }

    public static FileGuess Say(FileGuess guess, IReadOnlyList<string>? header, int width, Certainty certainty) => header is not null
        ? guess.Because("header", certainty switch
        {
            Certainty.Sure => "the first line holds only distinct names, and numbers or dates stand below",
            Certainty.Likely => "the first line holds only distinct names, and nothing stands below",
            _ => "the first line holds only distinct texts, but so do the lines below",
        }, certainty)
        : guess.With("columns", new JsonArray([.. Enumerable.Range(0, width).Select(column => (JsonNode)FieldNames.Column(column))]), "the first line reads like a record; name the columns", certainty);

    private static bool HoldsValues(IReadOnlyList<string[]> rows, int column)
    {
        List<string> values = [.. rows.Skip(1).Where(row => column < row.Length).Select(row => row[column]).Where(value => !string.IsNullOrWhiteSpace(value))];
        return values.Count > 0 && values.Count(IsValue) * 2 > values.Count;
    }

    private static bool IsValue(string text) => Value().IsMatch(text.Trim());

    // A number or a date, with or without a time: what a name never is.
    [GeneratedRegex(@"\A[-+(]?[0-9][-0-9.,'’ \u00A0\u202F:/TZ+)%]*\z")]
    private static partial Regex Value();
}
