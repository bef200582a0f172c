using System.Buffers;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Yaml;

/// <summary>Hands YAML on as JSON.</summary>
internal static class YamlJson
{
    public static JsonElement Empty { get; } = Object([]);

    public static JsonElement Of(YamlNode node) => Written(writer => Write(node, writer));

    public static JsonElement Object(IEnumerable<KeyValuePair<YamlNode, YamlNode>> pairs) => Written(writer => WriteObject(pairs, writer));

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) write(writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode block:
                WriteObject(block.Children, writer);
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list.Children) Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar(node, writer);
                break;
        }
    }

    private static void WriteObject(IEnumerable<KeyValuePair<YamlNode, YamlNode>> pairs, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in pairs)
        {
            writer.WritePropertyName(key is YamlScalarNode name ? name.Value ?? "" : key.ToString());
            Write(value, writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteScalar(YamlNode node, Utf8JsonWriter writer)
    {
        var text = YamlScalars.TextOf(node);
        switch (YamlScalars.KindOf(node))
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Flag:
                writer.WriteBooleanValue(YamlScalars.FlagOf(node));
                break;
            case ScalarKind.Number when YamlScalars.IsJsonNumber(text):
                writer.WriteRawValue(text);
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }
}
