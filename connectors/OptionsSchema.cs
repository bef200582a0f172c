using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace BackOffice.Integration.Connectors;

/// <summary>Derives the JSON Schema of an options class from the class.</summary>
internal static class OptionsSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Completed,
    };

    public static JsonElement Of<T>() =>
        JsonSerializer.SerializeToElement(OptionsJson.Strict.GetJsonSchemaAsNode(typeof(T), Exporter));

    private static JsonNode Completed(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type.GetInterface(nameof(ISchemaOfItsOwn)) is not null)
            schema = JsonNode.Parse(SchemaOf(context.TypeInfo.Type))!;
        if (schema is not JsonObject node) return schema;

        if (context.PropertyInfo is { } property) Describe(node, property);
        else if (context.Path.Length == 0) Require(node, context.TypeInfo);
        return node;
    }

    private static void Describe(JsonObject node, JsonPropertyInfo property)
    {
        if (OptionsJson.Description(property) is { } description) node["description"] = description;
        if (Default(property) is { } usual) node["default"] = usual;
        if (OptionsJson.Attributes<ExampleAttribute>(property).FirstOrDefault() is { } example) node["examples"] = new JsonArray(example.Value);
        if (OptionsJson.Attributes<RangeAttribute>(property).FirstOrDefault() is not { } range) return;
        node["minimum"] = JsonValue.Create((int)range.Minimum);
        node["maximum"] = JsonValue.Create((int)range.Maximum);
    }

    private static JsonNode? Default(JsonPropertyInfo property)
    {
        if (OptionsJson.Attributes<RequiredAttribute>(property).Any()) return null;
        var usual = property.Get!(Activator.CreateInstance(property.DeclaringType)!);
        return usual is null ? null : JsonSerializer.SerializeToNode(usual, property.PropertyType, OptionsJson.Strict);
    }

    private static void Require(JsonObject node, JsonTypeInfo type)
    {
        var required = type.Properties
            .Where(property => OptionsJson.Attributes<RequiredAttribute>(property).Any())
            .Select(property => (JsonNode)property.Name).ToArray();
        if (required.Length > 0) node["required"] = new JsonArray(required);
    }

    private static string SchemaOf(Type type) =>
        (string)type.GetProperty(nameof(ISchemaOfItsOwn.JsonSchema))!.GetValue(null)!;
}

/// <summary>A value that a setting often has, for people who write their first one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExampleAttribute(string value) : Attribute
{
    public string Value { get; } = value;
}

/// <summary>A setting with several written forms, which its type alone cannot tell.</summary>
internal interface ISchemaOfItsOwn
{
    static abstract string JsonSchema { get; }
}
