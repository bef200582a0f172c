using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>What makes a record's key: fields, their n-th repetition, or the whole record.</summary>
/// <param name="Counted">True when repetitions within the file are told apart by <c>#n</c>.</param>
[JsonConverter(typeof(KeyOptionConverter))]
internal sealed record KeyOption(IReadOnlyList<string> Fields, bool Counted) : ISchemaOfItsOwn
{
    public static string JsonSchema =>
        """{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"},"minItems":1}]}""";

    public bool IsHash => Fields.Count == 0;

    public static KeyOption? Parse(string text)
    {
        if (text == "hash") return new([], Counted: true);
        if (!text.StartsWith("numbered(", StringComparison.Ordinal) || !text.EndsWith(')')) return text.Length == 0 ? null : new([text], Counted: false);
        var fields = text["numbered(".Length..^1].Split(',', StringSplitOptions.TrimEntries);
        return fields.Contains("") ? null : new(fields, Counted: true);
    }
}

/// <summary>Reads the written forms of a key.</summary>
internal sealed class KeyOptionConverter : JsonConverter<KeyOption>
{
    public override KeyOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return KeyOption.Parse(reader.GetString()!) ?? throw new JsonException();
        var fields = JsonSerializer.Deserialize<string[]>(ref reader, options);
        return fields is { Length: > 0 } && !fields.Contains("") ? new(fields, Counted: false) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, KeyOption value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Fields, options);
}
