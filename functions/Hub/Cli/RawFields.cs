using System.Text.Json;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The fields of a raw record; they have no class yet, so without <c>--reveal</c> only their shapes are shown.</summary>
internal static class RawFields
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string payload, bool reveal)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return [.. Below("", json.RootElement).Select(field => KeyValuePair.Create(field.Key, Shown(field.Value.ToString(), reveal)))];
        }
        catch (JsonException)
        {
            return [KeyValuePair.Create("(not JSON)", Shown(payload, reveal))];
        }
    }

    // Each single value by its path: what lies within a field is what a mapping names.
    private static IEnumerable<KeyValuePair<string, JsonElement>> Below(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when path.Length == 0 || value.EnumerateObject().Any() =>
            value.EnumerateObject().SelectMany(field => Below(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.Value)),
        JsonValueKind.Array when value.GetArrayLength() > 0 =>
            value.EnumerateArray().Index().SelectMany(item => Below($"{path}[{item.Index + 1}]", item.Item)),
        _ => [KeyValuePair.Create(path, value)],
    };

    private static string Shown(string value, bool reveal) => reveal ? value : Reveal.Shape(value);
}
