using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Takes values out of YAML nodes and tells what is not as it should be.</summary>
internal sealed class MappingFileNodes(MappingFileFaults faults)
{
    /// <summary>The values of a YAML mapping by key; unknown keys are faults.</summary>
    public Dictionary<string, YamlNode> Keys(YamlMappingNode mapping, IReadOnlyList<string> known, string where)
    {
        var found = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in mapping.Children)
        {
            if (Name(key) is not { } name) continue;
            if (known.Contains(name)) found.Add(name, value);
            else faults.At(key, $"{where} has no key {name}.", Suggestion.For(name, known));
        }

        return found;
    }

    /// <summary>The entries of a YAML mapping that people name freely.</summary>
    public IEnumerable<(YamlScalarNode Name, YamlNode Value)> Entries(YamlNode node, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            faults.At(node, $"{what} is not a mapping.", "Write one name: expression on each line.");
            yield break;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (Name(key) is not null) yield return ((YamlScalarNode)key, value);
        }
    }

    public IReadOnlyList<YamlNode> Items(YamlNode node, string what)
    {
        if (node is YamlSequenceNode { Children.Count: > 0 } sequence) return [.. sequence.Children];
        faults.At(node, $"{what} is not a list.", "Begin each of its items with a dash.");
        return [];
    }

    /// <summary>One text or a list of texts.</summary>
    public IReadOnlyList<YamlScalarNode> Texts(YamlNode node, string what) =>
        node is YamlSequenceNode { Children.Count: > 0 } sequence
            ? [.. sequence.Children.Select(item => Text(item, what, mayBeEmpty: true)).OfType<YamlScalarNode>()]
            : Text(node, what) is { } one ? [one] : [];

    public YamlScalarNode? Text(YamlNode node, string what, bool mayBeEmpty = false)
    {
        if (node is YamlScalarNode { Value: not null } scalar && !IsNull(scalar) && (mayBeEmpty || scalar.Value.Length > 0)) return scalar;
        faults.At(node, $"{what} is not a text.", "Write it on the same line; quote it where YAML would read something else.");
        return null;
    }

    public bool Is<T>(YamlNode node, string what, string remedy, [NotNullWhen(true)] out T? wanted) where T : YamlNode
    {
        wanted = node as T;
        if (wanted is null) faults.At(node, $"{what} has the wrong shape.", remedy);
        return wanted is not null;
    }

    // A field that is always nothing is left out.
    private static bool IsNull(YamlScalarNode scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    private string? Name(YamlNode key)
    {
        if (key is YamlScalarNode { Value.Length: > 0 } scalar) return scalar.Value;
        faults.At(key, "A key is not a text.", "Give it a name.");
        return null;
    }
}
