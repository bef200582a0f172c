using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Writes a customer's own fields as one JSON object.</summary>
internal sealed class MappingFileExtensions
{
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>In the order of the names, so that equal fields give equal texts; null where there is no value.</summary>
    public string? Write(PlannedExtension[] extensions, ReadOnlySpan<string?> values)
    {
        if (values.IndexOfAnyExcept([null]) < 0) return null;
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Style))
        {
            writer.WriteStartObject();
            for (var at = 0; at < extensions.Length; at++)
            {
                if (values[at] is { } text) writer.WriteString(extensions[at].Name, text);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
