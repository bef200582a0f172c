using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Samples;

/// <summary>A sample's records and how their stream writes numbers and dates.</summary>
internal sealed class SampleInput
{
    public SampleInput(JsonElement sample)
    {
        if (sample.ValueKind != JsonValueKind.Object) throw new JsonException("A sample is an object with stream and records.");
        foreach (var property in sample.EnumerateObject())
        {
            if (property.Name is not ("stream" or "formats" or "records")) throw new JsonException($"A sample has no {property.Name}; it has stream, formats and records.");
        }

        var stream = sample.TryGetProperty("stream", out var name) ? Text(name) : "sample";
        Formats = sample.TryGetProperty("formats", out var formats) ? ReadFormats(formats) : null;
        if (!sample.TryGetProperty("records", out var records) || records.ValueKind != JsonValueKind.Array) throw new JsonException("A sample needs a list of records.");
        Records = [.. records.EnumerateArray().Select((record, at) => Record(stream, record, at))];
    }

    public Formats? Formats { get; }

    public IReadOnlyList<SourceRecord> Records { get; }

    private static SourceRecord Record(string stream, JsonElement record, int at) =>
        record.ValueKind == JsonValueKind.Object
        && record.GetPropertyCount() == 2
        && record.TryGetProperty("key", out var key)
        && record.TryGetProperty("record", out var payload)
            ? new(stream, Text(key), Bytes(payload))
            : new(stream, (at + 1).ToString(CultureInfo.InvariantCulture), Bytes(record));

    private static byte[] Bytes(JsonElement record) => Encoding.UTF8.GetBytes(record.GetRawText());

    private static Formats ReadFormats(JsonElement formats)
    {
        if (formats.ValueKind != JsonValueKind.Object) throw new JsonException("A sample's formats are an object with decimal, group, date, instant, zone and null.");
        return formats.EnumerateObject().Aggregate(Formats.Default, (read, property) => property.Name switch
        {
            "decimal" => read with { Decimal = Sign(property.Value) },
            "group" => read with { Group = Sign(property.Value) },
            "date" => read with { Date = Texts(property.Value) },
            "instant" => read with { Instant = Texts(property.Value) },
            "zone" => read with { Zone = Text(property.Value) },
            "null" => read with { Null = Texts(property.Value) },
            _ => throw new JsonException($"A sample's formats have no {property.Name}; they have decimal, group, date, instant, zone and null."),
        });
    }

    private static char Sign(JsonElement value) => Text(value) is [var sign] ? sign : throw new JsonException("A sign is one character.");

    private static string[] Texts(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : [Text(value)];

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException("A sample's stream, keys and formats are texts.");
}
