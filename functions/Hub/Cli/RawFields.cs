using System.Text.Json;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The fields of a raw record; they have no class yet, so without <c>--reveal</c> only their shapes are shown.</summary>
internal static class RawFields
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string payload, bool reveal)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return [.. json.RootElement.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Shown(field.Value.ToString(), reveal)))];
        }
        catch (JsonException)
        {
            return [KeyValuePair.Create("(not JSON)", Shown(payload, reveal))];
        }
    }

    private static string Shown(string value, bool reveal) => reveal ? value : Reveal.Shape(value);
}
