using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Tells one JSON object a line from a document, and where a document's records are.</summary>
internal static class JsonGuess
{
    /// <summary>Null where it is no JSON at all.</summary>
    public static FileGuess? Of(TextHead text)
    {
        if (LinesOfObjects(text) is { } lines) return text.Say(lines);
        var arrays = ArraysOfObjects.In(text.Text, out var isBroken);
        if (isBroken && (text.Head.IsWhole || arrays.Count == 0)) return text.Head.Extension is ".json" ? FileGuess.Untold("JSON that breaks off or is malformed: have it exported again") : null;
        return Document(text, arrays) is { } document ? text.Say(document) : FileGuess.Untold("a JSON array that holds no objects: a record is an object");
    }

    private static FileGuess? LinesOfObjects(TextHead text)
    {
        var lines = text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // The last line may be cut.
        var whole = text.Head.IsWhole ? lines : lines[..^1];
        if (whole.Length == 0 || !whole.Take(20).All(IsObject) || (whole.Length == 1 && text.Head.Extension is ".json")) return null;
        return new FileGuess().With("format", "ndjson", "each line is a JSON object", whole.Length > 1 ? Certainty.Sure : Certainty.Likely);
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FileGuess? Document(TextHead text, IReadOnlyList<KeyValuePair<string, int>> arrays)
    {
        var guess = new FileGuess().With("format", "json", text.Head.IsWhole ? "a JSON document" : "begins as a JSON document", Certainty.Sure);
        if (arrays.Count == 0)
            return text.Text.AsSpan().TrimStart()[0] == '[' ? null : guess.Because("records", "no list of objects in it, so the document is one record", Certainty.Unsure);
        var (path, count) = arrays[0];
        var why = $"{(text.Head.IsWhole ? "" : "at least ")}{count} objects stand there{(arrays.Count > 1 ? $", more than at {string.Join(", ", arrays.Skip(1).Take(3).Select(other => other.Key))}" : "")}";
        var certainty = arrays.Count > 1 ? Certainty.Likely : Certainty.Sure;
        return path.Length == 0 ? guess.Because("records", why, certainty) : guess.With("records", path, why, certainty);
    }
}

/// <summary>Finds the lists of objects in a JSON document that may be cut.</summary>
internal static class ArraysOfObjects
{
    private const int Deepest = 4;

    /// <summary>Paths from the root with their counts, the longest list first; lists within records are not among them.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> In(string text, out bool isBroken)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: true, state: new(new() { MaxDepth = 512 }));
        try
        {
            isBroken = !json.Read();
            Walk(ref json, [], counts);
            isBroken |= json.Read();
        }
        catch (JsonException)
        {
            isBroken = true;
        }

        return [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key.Length)];
    }

    private static void Walk(ref Utf8JsonReader json, IReadOnlyList<string> path, Dictionary<string, int> counts)
    {
        if (json.TokenType is JsonTokenType.StartArray) Count(ref json, string.Join('.', path), counts);
        else if (json.TokenType is JsonTokenType.StartObject && path.Count < Deepest) Members(ref json, path, counts);
        else json.Skip();
    }

    private static void Members(ref Utf8JsonReader json, IReadOnlyList<string> path, Dictionary<string, int> counts)
    {
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            // A path has no way to say such a name.
            if (name.Length == 0 || name.AsSpan().IndexOfAny('.', '*') >= 0) json.Skip();
            else Walk(ref json, [.. path, name], counts);
        }
    }

    private static void Count(ref Utf8JsonReader json, string path, Dictionary<string, int> counts)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartObject) counts[path] = counts.GetValueOrDefault(path) + 1;
            json.Skip();
        }
    }
}
