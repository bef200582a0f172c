using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>What a piece of YAML looks like: reads it, and tells it to editors as JSON Schema.</summary>
internal abstract class Shape<T>
{
    /// <summary>Binds the node, or reports everything that is wrong with it.</summary>
    public abstract bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out T value);

    public abstract JsonObject Schema();

    /// <summary>A value as YAML shows it, where it can be a default.</summary>
    public virtual JsonNode? Show(T value) => null;
}
