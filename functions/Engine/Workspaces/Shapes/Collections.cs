using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>A list of things of one shape.</summary>
internal sealed class ListShape<T>(Shape<T> item, int least = 0) : Shape<IReadOnlyList<T>>
{
    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not YamlSequenceNode list || list.Children.Count < least)
        {
            file.Error(node, least == 0 ? "This must be a list." : "This must be a list of at least one.", "Write [a, b], or one '- ' line for each.");
            return false;
        }

        var items = new List<T>();
        foreach (var child in list.Children)
        {
            if (item.Read(child, file, out var one)) items.Add(one);
        }

        value = items;
        return items.Count == list.Children.Count;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (least > 0) schema["minItems"] = least;
        return schema;
    }
}

/// <summary>Things of one shape by names that people choose.</summary>
internal sealed class NamedShape<T>(Shape<T> item) : Shape<IReadOnlyDictionary<string, T>>
{
    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value)
    {
        value = null;
        if (node is not YamlMappingNode block)
        {
            file.Error(node, "This must be a block of names.", "Write one 'name: ...' line for each.");
            return false;
        }

        var items = new Dictionary<string, T>();
        foreach (var (key, child) in block.Children)
        {
            if (key is not YamlScalarNode { Value.Length: > 0 } name) file.Error(key, "A name must be a text.", "Write 'name: ...'.");
            else if (item.Read(child, file, out var one)) items.Add(name.Value!, one);
        }

        value = items;
        return items.Count == block.Children.Count;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["minLength"] = 1 },
        ["additionalProperties"] = item.Schema(),
    };
}

/// <summary>A block whose keys somebody else knows, as JSON.</summary>
internal sealed class JsonShape : Shape<JsonElement>
{
    public override bool Read(YamlNode node, YamlFile file, out JsonElement value)
    {
        value = node is YamlMappingNode ? YamlJson.Of(node) : default;
        if (node is YamlMappingNode) return true;
        file.Error(node, "This must be a block of keys.", "Write one 'key: value' line for each.");
        return false;
    }

    public override JsonObject Schema() => new() { ["type"] = "object" };
}

/// <summary>A text, or a block for those who want to say more.</summary>
internal sealed class TextOrBlock<T>(Shape<string> text, Func<string, T> build, BlockShape<T> block) : Shape<T>
{
    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out T value)
    {
        if (node is YamlMappingNode) return block.Read(node, file, out value);
        var right = text.Read(node, file, out var written);
        value = right ? build(written!) : default;
        return right;
    }

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(text.Schema(), block.Schema()) };
}
