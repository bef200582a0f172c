using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>One key of a block: its name, its shape and one line about it.</summary>
internal abstract class Key(string name, string about, bool required)
{
    public string Name { get; } = name;

    public string About { get; } = about;

    public bool IsRequired { get; } = required;

    public static Key<T> Required<T>(string name, string about, Shape<T> shape) => new(name, about, shape, required: true, default!);

    public static Key<T> Optional<T>(string name, string about, Shape<T> shape, T fallback) => new(name, about, shape, required: false, fallback);

    /// <summary>A key that is null where it is absent.</summary>
    public static Key<T?> Optional<T>(string name, string about, Shape<T> shape) where T : class =>
        new(name, about, (Shape<T?>)(object)shape, required: false, null);

    public abstract bool Read(YamlNode node, YamlFile file, Dictionary<Key, object?> values);

    public abstract JsonObject Schema();
}

/// <summary>A key whose value has a type.</summary>
/// <param name="fallback">What an optional key is when it is absent.</param>
internal sealed class Key<T>(string name, string about, Shape<T> shape, bool required, T fallback) : Key(name, about, required)
{
    public T Fallback { get; } = fallback;

    public override bool Read(YamlNode node, YamlFile file, Dictionary<Key, object?> values)
    {
        if (!shape.Read(node, file, out var value)) return false;
        values[this] = value;
        return true;
    }

    public override JsonObject Schema()
    {
        var schema = shape.Schema();
        schema["description"] = About;
        if (!IsRequired && Fallback is not null && shape.Show(Fallback) is { } shown) schema["default"] = shown;
        return schema;
    }
}
