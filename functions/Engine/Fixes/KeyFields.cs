using System.Text.Json;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>The fields that a source makes the key of a record of, as the stream's <c>key:</c> names them.</summary>
internal static class KeyFields
{
    private const string Numbered = "numbered(";

    /// <summary>None where the stream names no key or takes a hash of the whole record.</summary>
    public static IReadOnlyList<string> Of(StreamSettings stream)
    {
        if (stream.Options.ValueKind != JsonValueKind.Object || !stream.Options.TryGetProperty("key", out var key)) return [];
        return key.ValueKind switch
        {
            JsonValueKind.Array => [.. key.EnumerateArray().Select(field => field.ToString())],
            JsonValueKind.String when key.GetString() is { } text && text != "hash" => Of(text),
            _ => [],
        };
    }

    private static string[] Of(string text) =>
        text.StartsWith(Numbered, StringComparison.Ordinal) && text.EndsWith(')') ? text[Numbered.Length..^1].Split(',', StringSplitOptions.TrimEntries) : [text];
}
