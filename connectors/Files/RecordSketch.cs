using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Describes the shape of records by one of them.</summary>
internal static class RecordSketch
{
    /// <param name="texts">Whether every single value is a text; otherwise another record may hold anything else.</param>
    public static JsonObject Of(ReadOnlyMemory<byte> record, bool texts)
    {
        using var json = JsonDocument.Parse(record);
        return Of(json.RootElement, texts);
    }

    private static JsonObject Of(JsonElement value, bool texts) => value.ValueKind switch
    {
        JsonValueKind.Object => new() { ["type"] = "object", ["properties"] = Properties(value, texts) },
        JsonValueKind.Array when value.GetArrayLength() > 0 => new() { ["type"] = "array", ["items"] = Of(value[0], texts) },
        JsonValueKind.Array => new() { ["type"] = "array" },
        _ => texts ? new() { ["type"] = "string" } : [],
    };

    private static JsonObject Properties(JsonElement value, bool texts)
    {
        var properties = new JsonObject();
        foreach (var member in value.EnumerateObject()) properties[member.Name] = Of(member.Value, texts);
        return properties;
    }
}
