using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Files.Csv;

/// <summary>Facts that stand once above the header and hold for every record: a name for each, its line and its field.</summary>
[JsonConverter(typeof(AboveOptionConverter))]
internal sealed record AboveOption(IReadOnlyList<FactAbove> Facts) : ISchemaOfItsOwn
{
    public static string JsonSchema =>
        """{"type":"object","minProperties":1,"additionalProperties":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":1,"maximum":10000}}}""";
}

/// <summary>One fact above the header.</summary>
/// <param name="Line">Counted from one.</param>
/// <param name="Field">Counted from one.</param>
internal readonly record struct FactAbove(string Name, int Line, int Field);

/// <summary>Reads facts as <c>{year: [1, 13]}</c>.</summary>
internal sealed class AboveOptionConverter : JsonConverter<AboveOption>
{
    private const int Most = 10_000;

    public override AboveOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        FactAbove[] facts = json.ValueKind is JsonValueKind.Object ? [.. json.EnumerateObject().Select(Fact)] : [];
        return facts.Length > 0 ? new(facts) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, AboveOption value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static FactAbove Fact(JsonProperty fact) => fact is { Name.Length: > 0, Value.ValueKind: JsonValueKind.Array } && fact.Value.GetArrayLength() == 2
        ? new(fact.Name, Number(fact.Value[0]), Number(fact.Value[1]))
        : throw new JsonException();

    private static int Number(JsonElement json)
    {
        var text = json.ValueKind is JsonValueKind.Number ? json.GetRawText() : json.ValueKind is JsonValueKind.String ? json.GetString() : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : throw new JsonException();
    }
}
