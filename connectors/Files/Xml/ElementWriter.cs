using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>Writes an element as JSON: attributes as <c>@name</c>, text beside others as <c>#text</c>, repeated children as arrays.</summary>
/// <param name="arrays">Paths of elements that are arrays even where they stand alone.</param>
internal sealed class ElementWriter(IReadOnlySet<string> arrays)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReadOnlyMemory<byte> Write(ElementPart record)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Relaxed);
        WriteObject(json, record, "");
        json.Flush();
        return bytes.WrittenMemory;
    }

    private void WriteValue(Utf8JsonWriter json, ElementPart part, string path)
    {
        if (part.Attributes.Count == 0 && part.Children.Count == 0) json.WriteStringValue(part.Text);
        else WriteObject(json, part, path);
    }

    private void WriteObject(Utf8JsonWriter json, ElementPart part, string path)
    {
        json.WriteStartObject();
        foreach (var (name, value) in part.Attributes) json.WriteString($"@{name}", value);
        if (part.Text is { Length: > 0 } text) json.WriteString("#text", text);
        foreach (var same in part.Children.GroupBy(child => child.Name))
            WriteChildren(json, [.. same], path.Length == 0 ? same.Key : $"{path}.{same.Key}");
        json.WriteEndObject();
    }

    private void WriteChildren(Utf8JsonWriter json, ElementPart[] same, string path)
    {
        json.WritePropertyName(same[0].Name);
        if (same.Length == 1 && !arrays.Contains(path))
        {
            WriteValue(json, same[0], path);
            return;
        }

        json.WriteStartArray();
        foreach (var child in same) WriteValue(json, child, path);
        json.WriteEndArray();
    }
}
