using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>Which sheet of a workbook: its name, or its number from one.</summary>
[JsonConverter(typeof(SheetOptionConverter))]
internal sealed record SheetOption(string? Name, int Number) : ISchemaOfItsOwn
{
    public static string JsonSchema => """{"anyOf":[{"type":"string","minLength":1},{"type":"integer","minimum":1}]}""";

    public override string ToString() => Name ?? FormattableString.Invariant($"{Number}");
}

/// <summary>Reads a text as a name and a number as a place.</summary>
internal sealed class SheetOptionConverter : JsonConverter<SheetOption>
{
    public override SheetOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var number) && number >= 1 => new(null, number),
        JsonTokenType.String when reader.GetString() is { Length: > 0 } name => new(name, 0),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, SheetOption value, JsonSerializerOptions options)
    {
        if (value.Name is null) writer.WriteNumberValue(value.Number);
        else writer.WriteStringValue(value.Name);
    }
}
