using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Writes a customer's own fields as one JSON object; names come sorted.</summary>
internal sealed class MappingFileExtensions
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter writer;
    private bool empty;

    public MappingFileExtensions() => writer = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Begin()
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        empty = true;
    }

    public void Add(string name, string text)
    {
        writer.WriteString(name, text);
        empty = false;
    }

    /// <summary>The object's text, or null where it holds nothing.</summary>
    public string? End()
    {
        writer.WriteEndObject();
        writer.Flush();
        return empty ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
