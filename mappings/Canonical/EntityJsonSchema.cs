using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>Writes an entity as JSON Schema, for people and tools outside the hub.</summary>
public static class EntityJsonSchema
{
    private static readonly JsonWriterOptions Style = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Draft 2020-12; the same text on every machine. Who may see a field stands in <c>x-class</c>.</summary>
    public static string Write(EntityDescriptor entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Style)) Write(json, entity);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, EntityDescriptor entity)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", $"urn:backoffice:entity:{entity.Name}");
        json.WriteString("title", entity.Name);
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        Field(json, new("key", "key", FieldType.Text, FieldClass.Internal, Required: true), null);
        if (entity.EffectiveDated) Field(json, new("validFrom", "valid_from", FieldType.Date, FieldClass.Internal, Required: true), null);
        foreach (var field in entity.Fields) Field(json, field, field.References);
        Extensions(json);
        json.WriteEndObject();
        Required(json, entity);
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, FieldDescriptor field, string? references)
    {
        json.WriteStartObject(field.Name);
        Type(json, field);
        // Decimals travel as text: a JSON number would lose digits in many readers.
        if (field.Type == FieldType.Decimal) json.WriteString("pattern", $"^-?[0-9]+(\\.[0-9]{{1,{field.Scale}}})?$");
        if (field.Type == FieldType.Date) json.WriteString("format", "date");
        if (field.Type == FieldType.Instant) json.WriteString("format", "date-time");
        if (references is not null) json.WriteString("x-references", references);
        if (field.CurrencyField is not null) json.WriteString("x-currency", field.CurrencyField);
        json.WriteString("x-class", field.Class.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static void Type(Utf8JsonWriter json, FieldDescriptor field)
    {
        var type = field.Type switch { FieldType.Integer => "integer", FieldType.Boolean => "boolean", _ => "string" };
        if (field.Required)
        {
            json.WriteString("type", type);
            return;
        }

        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private static void Extensions(Utf8JsonWriter json)
    {
        json.WriteStartObject("extensions");
        json.WriteString("type", "object");
        json.WriteStartObject("additionalProperties");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteString("x-class", "sensitive");
        json.WriteEndObject();
    }

    private static void Required(Utf8JsonWriter json, EntityDescriptor entity)
    {
        json.WriteStartArray("required");
        json.WriteStringValue("key");
        if (entity.EffectiveDated) json.WriteStringValue("validFrom");
        foreach (var field in entity.Fields)
        {
            if (field.Required) json.WriteStringValue(field.Name);
        }

        json.WriteEndArray();
    }
}
