using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Mappings.Samples;

/// <summary>Writes what a mapping gave as JSON that people compare line by line.</summary>
internal static class SampleText
{
    private static readonly JsonWriterOptions Style = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<MappingOutput> outputs)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Style))
        {
            json.WriteStartArray();
            foreach (var output in outputs) Write(json, output);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, MappingOutput output)
    {
        json.WriteStartObject();
        json.WriteStartArray("entities");
        foreach (var row in output.Entities) Write(json, row);
        json.WriteEndArray();
        json.WriteStartArray("issues");
        foreach (var issue in output.Issues)
        {
            json.WriteStartObject();
            json.WriteString("code", issue.Code);
            json.WriteString("path", issue.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EntityRow row)
    {
        json.WriteStartObject();
        json.WriteString("entity", row.Entity.Name);
        json.WriteString("key", row.Key);
        if (row.ValidFrom is { } from) json.WriteString("validFrom", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (row.OrderKey is not null) json.WriteString("order", row.OrderKey);
        for (var at = 0; at < row.Cells.Length; at++)
        {
            var field = row.Entity.Fields[at];
            if (row.Cells[at].ToText(field) is { } text) json.WriteString(field.Name, text);
        }

        if (row.Extensions is not null)
        {
            json.WritePropertyName("extensions");
            json.WriteRawValue(row.Extensions);
        }

        json.WriteEndObject();
    }
}
