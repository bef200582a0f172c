using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>A block of known keys, bound to a record.</summary>
/// <param name="open">Whether keys that are not ours belong to somebody else.</param>
internal sealed class BlockShape<T>(IReadOnlyList<Key> keys, Func<Block, T> build, bool open = false) : Shape<T>
{
    private readonly Dictionary<string, Key> byName = keys.ToDictionary(key => key.Name);

    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlMappingNode block)
        {
            file.Error(node, "This must be a block of keys.", $"Write 'key: value' lines; the keys are: {string.Join(", ", byName.Keys)}.");
            return false;
        }

        var values = new Dictionary<Key, object?>();
        var right = Known(block).Aggregate(true, (all, pair) => byName[YamlScalars.TextOf(pair.Key)].Read(pair.Value, file, values) && all);
        right &= !Missing(block, file);
        if (!open) ReportUnknown(block, file);
        if (right) value = build(new(file.Name, values, YamlJson.Object(block.Children.Where(pair => !IsKnown(pair.Key)))));
        return right;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key.Name, key.Schema()))),
        };
        if (keys.Any(key => key.IsRequired)) schema["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]);
        if (!open) schema["additionalProperties"] = false;
        return schema;
    }

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Known(YamlMappingNode block) => block.Children.Where(pair => IsKnown(pair.Key));

    private bool IsKnown(YamlNode key) => key is YamlScalarNode { Value: { } name } && byName.ContainsKey(name);

    private bool Missing(YamlMappingNode block, YamlFile file)
    {
        var missing = keys.Where(key => key.IsRequired && !block.Children.Keys.Any(name => name is YamlScalarNode scalar && scalar.Value == key.Name)).ToList();
        foreach (var key in missing) file.Error(block, $"The key '{key.Name}' is missing.", $"Add '{key.Name}:' here: {char.ToLowerInvariant(key.About[0])}{key.About[1..]}");
        return missing.Count > 0;
    }

    // Reported, but no reason to leave the rest of the file unchecked.
    private void ReportUnknown(YamlMappingNode block, YamlFile file)
    {
        foreach (var key in block.Children.Keys.Where(key => !IsKnown(key)))
        {
            var name = key is YamlScalarNode scalar ? scalar.Value ?? "" : "...";
            file.Error(key, $"The key '{name}' is not known here.", Suggestion.For(name, byName.Keys));
        }
    }
}

/// <summary>The values of a block that was read without fault.</summary>
/// <param name="Name">Of the thing whose file it stands in.</param>
/// <param name="Rest">The keys of an open block that are not ours.</param>
internal sealed record Block(string Name, IReadOnlyDictionary<Key, object?> Values, JsonElement Rest)
{
    public T Get<T>(Key<T> key) => Values.TryGetValue(key, out var value) ? (T)value! : key.Fallback;
}
