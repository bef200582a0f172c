using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Which files of the folder make up a stream: one name pattern or several.</summary>
[JsonConverter(typeof(PatternsOptionConverter))]
internal sealed record PatternsOption(IReadOnlyList<string> Patterns) : ISchemaOfItsOwn
{
    public static string JsonSchema =>
        """{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"},"minItems":1}]}""";

    public bool AreWithinFolder => Patterns.All(pattern => pattern.AsSpan().IndexOfAny("/\\\0") < 0 && !pattern.StartsWith('.'));
}

/// <summary>Reads both written forms of patterns.</summary>
internal sealed class PatternsOptionConverter : JsonConverter<PatternsOption>
{
    public override PatternsOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var patterns = reader.TokenType is JsonTokenType.String ? [reader.GetString()!] : JsonSerializer.Deserialize<string[]>(ref reader, options);
        return patterns is { Length: > 0 } && !patterns.Any(string.IsNullOrEmpty) ? new(patterns) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, PatternsOption value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Patterns, options);
}
