using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Between the text that people read and write and one JSON value.</summary>
internal static class ScalarText
{
    /// <summary>A string without its quotes, any other value as it stands; null for JSON's null.</summary>
    public static string? Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Null => null,
            _ => Encoding.UTF8.GetString(json),
        };
    }

    public static string? At(ReadOnlySpan<byte> payload, string path) =>
        PayloadPlace.Find(payload, RawPath.Parse(path)!) is { } place ? Of(payload.Slice(place.Start, place.Length)) : null;

    /// <summary>The JSON of what somebody wrote, in the type that the source uses; null where it cannot be one.</summary>
    /// <param name="old">Null where the source gave nothing.</param>
    public static string? ToJson(string text, JsonTokenType? old)
    {
        if (old is not (JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)) return JsonSerializer.Serialize(text);
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Undefined ? null : json.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
