using System.Text.Json.Nodes;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Coded;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>JSON Schema of a mapping file, written from what its reader knows.</summary>
public static class MappingSchema
{
    private const string Sign = "^[^0-9+-]$";
    private const string Code = $"^(?:{MappingFileRules.CodePattern})$";

    /// <summary>A file that gives one entity, or several below <c>maps:</c>.</summary>
    public static JsonObject Write() => new()
    {
        ["anyOf"] = new JsonArray(
            Block(["maps"], With(Head(), ("maps", List(Map([]), "The entities that one record gives.")))),
            Block(["code", "version"], With(
                Head(),
                ("code", Described(new() { ["enum"] = Texts(CodedMappings.All.Select(mapping => mapping.Name)) }, "A mapping in C#, for what the language cannot say.")),
                ("version", Described(Scalar(), "The version of it that is meant.")))),
            Map(Head())),
    };

    private static JsonObject Head() => new()
    {
        ["from"] = Described(Scalar(), "The system and stream it reads, for people."),
        ["formats"] = Described(Formats(), "How the stream writes numbers, dates and nothing; the stream's own settings come first."),
    };

    private static JsonObject Map(JsonObject head)
    {
        var map = Block(["to", "key", "fields"], With(
            head,
            ("to", Described(new() { ["enum"] = Texts(CanonicalModel.All.Select(entity => entity.Name)) }, "The entity it gives.")),
            ("each", Described(Scalar(), "A list in the record, such as orders.lines: one entity for each of its items. Expressions read the item; record.x reads the record and parent.x the object that holds the list.")),
            ("key", Described(AnyOf(Scalar(), List(Scalar())), "The entity's key; a list is joined by |.")),
            ("order", Described(Scalar(), "Where many records tell of one entity, the greatest wins.")),
            ("where", Described(Scalar(), "Records for which this does not hold give no such entity.")),
            ("fields", Described(new() { ["type"] = "object" }, "One expression for each field.")),
            ("rules", List(Rule(), "When one holds, the record waits in quarantine.")),
            ("extensions", Described(new() { ["type"] = "object", ["additionalProperties"] = Scalar() }, "A customer's own fields."))));
        map["allOf"] = new JsonArray([.. CanonicalModel.All.Select(FieldsOf)]);
        return map;
    }

    private static JsonObject FieldsOf(EntityDescriptor entity)
    {
        FieldDescriptor[] fields = entity.EffectiveDated ? [MappingFileCells.ValidFrom, .. entity.Fields] : [.. entity.Fields];
        var properties = new JsonObject();
        foreach (var field in fields) properties[field.Name] = Scalar();
        return new()
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["to"] = new JsonObject { ["const"] = entity.Name } } },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["fields"] = Block([.. fields.Where(field => field.Required).Select(field => field.Name)], properties),
                },
            },
        };
    }

    private static JsonObject Rule() => Block(["when", "issue"], new()
    {
        ["when"] = Described(Scalar(), "What must not be."),
        ["issue"] = Described(new() { ["type"] = "string", ["pattern"] = Code }, "A stable code, such as line.both-sides."),
        ["message"] = Described(Scalar(), "What is wrong and the next step."),
        ["owner"] = Described(Scalar(), "The role or login that looks after what it refuses."),
    });

    private static JsonObject Formats() => Block([], new()
    {
        ["decimal"] = Described(new() { ["type"] = "string", ["pattern"] = Sign }, "The decimal sign."),
        ["group"] = Described(new() { ["type"] = "string", ["pattern"] = Sign }, "The sign between groups of digits."),
        ["date"] = Described(AnyOf(Scalar(), List(Scalar(least: 0))), "Date patterns, tried in order."),
        ["instant"] = Described(AnyOf(Scalar(), List(Scalar(least: 0))), "Patterns of a day with a time, tried in order."),
        ["zone"] = Described(Scalar(), "IANA name of the zone of times without an offset."),
        ["null"] = Described(AnyOf(Scalar(), List(Scalar(least: 0))), "Texts that stand for no value."),
    });

    // An expression, or a text that YAML reads as a number or a truth.
    private static JsonObject Scalar(int least = 1)
    {
        var scalar = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        if (least > 0) scalar["minLength"] = least;
        return scalar;
    }

    private static JsonObject Block(IReadOnlyList<string> required, JsonObject properties)
    {
        var block = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) block["required"] = Texts(required);
        return block;
    }

    private static JsonObject List(JsonObject item, string? about = null)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1 };
        return about is null ? list : Described(list, about);
    }

    private static JsonObject AnyOf(params ReadOnlySpan<JsonObject> choices)
    {
        var any = new JsonArray();
        foreach (var choice in choices) any.Add((JsonNode)choice);
        return new() { ["anyOf"] = any };
    }

    private static JsonObject Described(JsonObject schema, string about)
    {
        schema["description"] = about;
        return schema;
    }

    private static JsonObject With(JsonObject properties, params ReadOnlySpan<(string Name, JsonObject Schema)> more)
    {
        foreach (var (name, schema) in more) properties[name] = schema;
        return properties;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);
}
