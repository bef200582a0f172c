using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

/// <summary>As much of JSON Schema as the workspace's schemas use; any other keyword is an error.</summary>
internal static class SchemaChecker
{
    private static readonly string[] Notes = ["$schema", "title", "description", "default"];

    public static bool IsValid(JsonNode? value, JsonNode schema) => schema is JsonValue always
        ? always.GetValue<bool>()
        : schema.AsObject().Where(keyword => !Notes.Contains(keyword.Key)).All(keyword => Holds(value, schema.AsObject(), keyword.Key, keyword.Value!));

    private static bool Holds(JsonNode? value, JsonObject schema, string keyword, JsonNode says) => keyword switch
    {
        "type" => says is JsonArray types ? types.Any(type => IsType(value, type!.GetValue<string>())) : IsType(value, says.GetValue<string>()),
        "enum" => says.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)),
        "const" => JsonNode.DeepEquals(says, value),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, says.GetValue<string>(), RegexOptions.ECMAScript),
        "minLength" => Text(value) is not { } text || text.Length >= says.GetValue<int>(),
        "minimum" => Number(value) is not { } number || number >= says.GetValue<int>(),
        "maximum" => Number(value) is not { } number || number <= says.GetValue<int>(),
        "items" => value is not JsonArray list || list.All(item => IsValid(item, says)),
        "minItems" => value is not JsonArray list || list.Count >= says.GetValue<int>(),
        "required" => value is not JsonObject block || says.AsArray().All(name => block.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject block || says.AsObject().All(property => !block.ContainsKey(property.Key) || IsValid(block[property.Key], property.Value!)),
        "additionalProperties" => value is not JsonObject block || block.All(property => Declared(schema, property.Key) || IsValid(property.Value, says)),
        "propertyNames" => value is not JsonObject block || block.All(property => IsValid(JsonValue.Create(property.Key), says)),
        "anyOf" => says.AsArray().Any(choice => IsValid(value, choice!)),
        "allOf" => says.AsArray().All(part => IsValid(value, part!)),
        "if" => !IsValid(value, says) || IsValid(value, schema["then"]!),
        "then" => true,
        _ => throw new NotSupportedException(keyword),
    };

    private static bool Declared(JsonObject schema, string name) => schema["properties"] is JsonObject properties && properties.ContainsKey(name);

    private static bool IsType(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Truncate(number),
        _ => throw new NotSupportedException(type),
    };

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;

    private static decimal? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue<decimal>(out var found) ? found : null;
}
