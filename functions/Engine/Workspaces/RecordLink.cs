using System.Text.RegularExpressions;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Where people see a record in its own system.</summary>
/// <param name="Url">Null where it cannot be filled in.</param>
/// <param name="Masked">The same without values of fields; the key stays.</param>
/// <param name="Problem">Why it could not be filled in, or null.</param>
public sealed partial record RecordLink(string? Url, string Masked, string? Problem)
{
    /// <summary>Names between braces, in order.</summary>
    public static IReadOnlyList<string> Placeholders(string template) => [.. Placeholder().Matches(template).Select(match => match.Groups[1].Value)];

    /// <summary>What is wrong with a template, or null.</summary>
    public static string? Fault(string template)
    {
        var bare = Placeholder().Replace(template, "x");
        if (bare.Contains('{', StringComparison.Ordinal) || bare.Contains('}', StringComparison.Ordinal)) return "A brace in it has no partner or holds no name.";
        if (!Uri.TryCreate(bare, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return "This is no address with https:// or http://.";
        // A field of a record must not choose the host, and no password stands in a file.
        if (url.UserInfo.Length > 0) return "A name or password stands in it.";
        return Authority().Match(template).Value.Contains('{', StringComparison.Ordinal) ? "A placeholder stands in the host." : null;
    }

    /// <summary>Null where there is no template.</summary>
    internal static RecordLink? Of(string? template, string key, ReadOnlyMemory<byte> payload)
    {
        if (template is null) return null;
        List<string> missing = [];
        var masked = Placeholder().Replace(template, match => match.Groups[1].Value == "key" ? Uri.EscapeDataString(key) : match.Value);
        var url = Placeholder().Replace(template, match => Uri.EscapeDataString(Value(match.Groups[1].Value, key, payload) ?? Miss(match.Groups[1].Value)));
        return missing.Count == 0
            ? new(url, masked, null)
            : new(null, masked, $"record-url names {string.Join(", ", missing.Select(name => $"'{name}'"))}, and the record has no such field; correct it in the connection.");

        string Miss(string name)
        {
            missing.Add(name);
            return "";
        }
    }

    private static string? Value(string name, string key, ReadOnlyMemory<byte> payload) =>
        name == "key" ? key
        : payload.IsEmpty ? null
        : (PayloadPlace.Find(payload.Span, RawPath.Of(name)) is not null ? RawPath.Of(name) : RawPath.Parse(name)) is { } path ? ScalarText.At(payload.Span, path.Text)
        : null;

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[^:]*://[^/?#]*", RegexOptions.NonBacktracking)]
    private static partial Regex Authority();
}
