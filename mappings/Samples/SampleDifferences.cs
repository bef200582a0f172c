using System.Text.Json;

namespace BackOffice.Integration.Mappings.Samples;

/// <summary>Compares what a mapping gave with what was expected, place by place.</summary>
internal static class SampleDifferences
{
    public static IReadOnlyList<string> Between(JsonElement expected, JsonElement found)
    {
        var lines = new List<string>();
        if (expected.ValueKind != JsonValueKind.Array) return ["What is expected is not a list with one item for each record."];
        if (expected.GetArrayLength() != found.GetArrayLength()) lines.Add($"The sample has {found.GetArrayLength()} records, but results are expected for {expected.GetArrayLength()}.");
        for (var at = 0; at < Math.Min(expected.GetArrayLength(), found.GetArrayLength()); at++) Compare($"record {at + 1}", expected[at], found[at], lines);
        return lines;
    }

    private static void Compare(string place, JsonElement expected, JsonElement found, List<string> lines)
    {
        if (expected.ValueKind != found.ValueKind) lines.Add($"{place}: expected {expected.GetRawText()}, found {found.GetRawText()}");
        else if (expected.ValueKind == JsonValueKind.Object) Objects(place, expected, found, lines);
        else if (expected.ValueKind == JsonValueKind.Array) Lists(place, expected, found, lines);
        else if (!JsonElement.DeepEquals(expected, found)) lines.Add($"{place}: expected {expected.GetRawText()}, found {found.GetRawText()}");
    }

    private static void Objects(string place, JsonElement expected, JsonElement found, List<string> lines)
    {
        foreach (var property in expected.EnumerateObject())
        {
            if (found.TryGetProperty(property.Name, out var value)) Compare($"{place}, {property.Name}", property.Value, value, lines);
            else lines.Add($"{place}, {property.Name}: expected {property.Value.GetRawText()}, found nothing");
        }

        foreach (var property in found.EnumerateObject())
        {
            if (!expected.TryGetProperty(property.Name, out _)) lines.Add($"{place}, {property.Name}: expected nothing, found {property.Value.GetRawText()}");
        }
    }

    private static void Lists(string place, JsonElement expected, JsonElement found, List<string> lines)
    {
        for (var at = 0; at < Math.Max(expected.GetArrayLength(), found.GetArrayLength()); at++)
        {
            var item = $"{place}[{at + 1}]";
            if (at >= found.GetArrayLength()) lines.Add($"{item}: expected {Name(expected[at])}, found nothing");
            else if (at >= expected.GetArrayLength()) lines.Add($"{item}: expected nothing, found {Name(found[at])}");
            else Compare(item, expected[at], found[at], lines);
        }
    }

    private static string Name(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && (item.TryGetProperty("entity", out var name) || item.TryGetProperty("code", out name)) ? name.GetRawText() : item.GetRawText();
}
