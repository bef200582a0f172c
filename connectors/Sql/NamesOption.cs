using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>One column name, or a list of them.</summary>
[JsonConverter(typeof(NamesOptionConverter))]
internal sealed record NamesOption(IReadOnlyList<string> Names) : ISchemaOfItsOwn
{
    public static string JsonSchema =>
        """{"anyOf":[{"type":"string","minLength":1},{"type":"array","items":{"type":"string","minLength":1},"minItems":1}]}""";
}

/// <summary>Reads both written forms.</summary>
internal sealed class NamesOptionConverter : JsonConverter<NamesOption>
{
    public override NamesOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var names = reader.TokenType is JsonTokenType.String ? [reader.GetString()!] : JsonSerializer.Deserialize<string?[]>(ref reader, options);
        return names is { Length: > 0 } && names.All(name => !string.IsNullOrEmpty(name)) && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new(names!)
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, NamesOption value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Names, options);
}
