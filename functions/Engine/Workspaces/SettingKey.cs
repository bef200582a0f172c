using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Kinds;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>One key of a connector, as people are told about it.</summary>
/// <param name="Type">In plain words, such as text, number or a choice of words.</param>
/// <param name="Default">Null where nothing stands in for an absent key.</param>
/// <param name="Example">A value it often has; null where none is known.</param>
public sealed record SettingKey(string Name, string Type, string? Default, bool Required, string About, string? Example)
{
    /// <summary>The keys of <c>settings:</c>, as the connector declares them.</summary>
    public static IReadOnlyList<SettingKey> OfSettings(ConnectorKind kind) => In(kind.SettingsSchema);

    /// <summary>The keys of a stream, the engine's own among them; none where the kind has no streams.</summary>
    public static IReadOnlyList<SettingKey> OfStreams(ConnectorKind kind) =>
        In(kind.StreamSchema).Count == 0 ? [] : In(JsonSerializer.SerializeToElement(ConnectionFile.StreamSchema(kind)));

    private static IReadOnlyList<SettingKey> In(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return
        [
            .. properties.EnumerateObject()
                .Select(property => Of(property.Name, property.Value, required.Contains(property.Name)))
                .OrderByDescending(key => key.Required),
        ];
    }

    private static SettingKey Of(string name, JsonElement schema, bool required) => new(
        name,
        TypeOf(schema),
        schema.TryGetProperty("default", out var usual) ? usual.ToString() : null,
        required,
        schema.TryGetProperty("description", out var about) ? about.GetString()! : "",
        schema.TryGetProperty("examples", out var examples) ? examples[0].ToString() : null);

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var words)) return string.Join(" | ", words.EnumerateArray().Select(word => word.ToString()));
        if (schema.TryGetProperty("anyOf", out var forms)) return string.Join(" or ", forms.EnumerateArray().Select(TypeOf).Distinct());
        if (!schema.TryGetProperty("type", out var type)) return "any";
        var types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString())] : new[] { type.GetString() };
        return types switch
        {
            _ when types.Contains("integer") || types.Contains("number") => Number,
            _ when types.Contains("boolean") => Flag,
            _ when types.Contains("array") => List,
            _ when types.Contains("object") => "block",
            _ => "text",
        };
    }

    internal const string Number = "number";
    internal const string Flag = "true | false";
    internal const string List = "list";
}
