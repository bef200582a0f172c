using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOffice.Integration.Connectors.Files.FixedWidth;

/// <summary>Where the columns of a fixed-width line stand: widths one after the other, or a start for each.</summary>
[JsonConverter(typeof(WidthsOptionConverter))]
internal sealed record WidthsOption(IReadOnlyList<FixedColumn> Columns) : ISchemaOfItsOwn
{
    private const string Width = """{"anyOf":[{"type":"integer","minimum":1,"maximum":1000000},{"const":"rest"}]}""";

    private const string Placed = """{"type":"object","additionalProperties":false,"required":["name","start","width"],"properties":""";

    public static string JsonSchema =>
        """{"anyOf":[{"type":"object","minProperties":1,"additionalProperties":""" + Width
        + """},{"type":"array","minItems":1,"items":""" + Placed
        + """{"name":{"type":"string"},"start":{"type":"integer","minimum":1,"maximum":1000000},"width":""" + Width + "}}}]}";

    public IReadOnlyList<string> Names { get; } = [.. Columns.Select(column => column.Name)];
}

/// <summary>One column of a line.</summary>
/// <param name="Start">In characters, counted from zero.</param>
/// <param name="Width">In characters; null for the rest of the line.</param>
internal readonly record struct FixedColumn(string Name, int Start, int? Width)
{
    public int End => Width is { } width ? Start + width : int.MaxValue;
}

/// <summary>Reads both written forms of widths.</summary>
internal sealed class WidthsOptionConverter : JsonConverter<WidthsOption>
{
    private const int Most = 1_000_000;

    public override WidthsOption Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var columns = json.ValueKind switch
        {
            JsonValueKind.Object => InOrder(json),
            JsonValueKind.Array => [.. json.EnumerateArray().Select(Placed)],
            _ => [],
        };
        return columns.Count > 0 && columns.TrueForAll(column => column.Name.Length > 0) ? new(columns) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, WidthsOption value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static List<FixedColumn> InOrder(JsonElement json)
    {
        List<FixedColumn> columns = [];
        var start = 0;
        foreach (var column in json.EnumerateObject())
        {
            // Behind the rest of the line nothing stands.
            if (start < 0) throw new JsonException();
            var width = Width(column.Value);
            columns.Add(new(column.Name, start, width));
            start = width is null ? -1 : start + width.Value;
        }

        return columns;
    }

    private static FixedColumn Placed(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || json.EnumerateObject().Any(member => member.Name is not ("name" or "start" or "width"))) throw new JsonException();
        return json.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String && json.TryGetProperty("start", out var start) && json.TryGetProperty("width", out var width)
            ? new(name.GetString()!, Number(start) - 1, Width(width))
            : throw new JsonException();
    }

    private static int? Width(JsonElement json) => json.ValueKind is JsonValueKind.String && json.ValueEquals("rest") ? null : Number(json);

    private static int Number(JsonElement json)
    {
        var number = json.ValueKind switch
        {
            JsonValueKind.Number when json.TryGetInt32(out var value) => value,
            JsonValueKind.String when int.TryParse(json.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
            _ => 0,
        };
        return number is >= 1 and <= Most ? number : throw new JsonException();
    }
}
