using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Where a value stands within a raw record: names, and places in lists counted from one, as issues and explanations count them.</summary>
internal sealed class RawPath
{
    private RawPath(IReadOnlyList<object> parts) => (Parts, Text) = (parts, Write(parts));

    /// <summary>A string is a name, an int a place.</summary>
    public IReadOnlyList<object> Parts { get; }

    /// <summary>As mappings write it: <c>move.date</c>, <c>["Brutto (€)"]</c>, <c>lines[1].amount</c>.</summary>
    public string Text { get; }

    /// <summary>As people write it: a top-level field just by its name.</summary>
    public string Name => Parts is [string name] ? name : Text;

    public static RawPath Of(params object[] parts) => new(parts);

    /// <summary>Reads a path as mappings write it; null where it is none.</summary>
    public static RawPath? Parse(string text)
    {
        List<object> parts = [];
        for (var at = 0; at < text.Length;)
        {
            var part = text[at] == '[' ? Bracketed(text, ref at) : Plain(text, ref at, first: parts.Count == 0);
            if (part is null) return null;
            parts.Add(part);
        }

        return parts.Count > 0 && parts[0] is string ? new(parts) : null;
    }

    /// <summary>The names of a path as mappings read it, with <c>[]</c> for any item; null where it is none.</summary>
    public static IReadOnlyList<string>? NamesOf(string read) => Parse(read.Replace("[]", "", StringComparison.Ordinal))?.Parts.OfType<string>().ToList();

    /// <summary>The same place in the first item of each list.</summary>
    public RawPath InFirst() => new([.. Parts.Select(part => part is int ? 1 : part)]);

    /// <summary>Whether it is one of the places that a path stands for as mappings read it.</summary>
    public bool IsOf(string read) => NamesOf(read) is { } names && names.SequenceEqual(Parts.OfType<string>());

    /// <summary>Every place of a record that holds no object and no list.</summary>
    public static IReadOnlyList<RawPath> Leaves(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return [.. LeavesOf(json.RootElement).Select(leaf => leaf.Path)];
    }

    public static IReadOnlyList<(RawPath Path, JsonElement Value)> LeavesOf(JsonElement record)
    {
        List<(RawPath, JsonElement)> leaves = [];
        Walk(record, [], leaves);
        return leaves;
    }

    public override string ToString() => Text;

    private static void Walk(JsonElement value, List<object> above, List<(RawPath, JsonElement)> leaves)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject()) Walk(field.Value, [.. above, field.Name], leaves);
                break;
            case JsonValueKind.Array:
                foreach (var (place, item) in value.EnumerateArray().Index()) Walk(item, [.. above, place + 1], leaves);
                break;
            default:
                if (above.Count > 0) leaves.Add((new(above), value));
                break;
        }
    }

    private static string? Plain(string text, ref int at, bool first)
    {
        if (!first && text[at++] != '.') return null;
        var from = at;
        while (at < text.Length && text[at] is not ('.' or '[')) at++;
        return at == from ? null : text[from..at];
    }

    private static object? Bracketed(string text, ref int at)
    {
        if (text.AsSpan(at).StartsWith("[\"", StringComparison.Ordinal)) return Quoted(text, ref at);
        var end = text.IndexOf(']', at);
        if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place == 0) return null;
        at = end + 1;
        return place;
    }

    private static string? Quoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (at += 2; at < text.Length; at++)
        {
            if (text[at] != '"') name.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') name.Append(text[at++]);
            else break;
        }

        if (at + 1 >= text.Length || text[at + 1] != ']') return null;
        at += 2;
        return name.ToString();
    }

    private static string Write(IReadOnlyList<object> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is int place) text.Append(CultureInfo.InvariantCulture, $"[{place}]");
            else if (IsPlain((string)part)) text.Append(text.Length == 0 ? "" : ".").Append(part);
            else text.Append("[\"").Append(((string)part).Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\"]");
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}
