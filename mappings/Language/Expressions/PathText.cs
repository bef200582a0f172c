namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>The text form of a path: names joined by points, odd ones as <c>["Brutto (€)"]</c>.</summary>
internal static class PathText
{
    /// <param name="text">The path that it goes on from, or empty.</param>
    public static string Of(IReadOnlyList<string> parts, string text = "")
    {
        foreach (var part in parts) text += IsPlain(part) ? (text.Length == 0 ? part : $".{part}") : $"[\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"]";
        return text;
    }

    private static bool IsPlain(string part) =>
        part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_') && part.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}
