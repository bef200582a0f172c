using System.Text;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>The paths one mapping reads; each has a slot, and so has whatever stands above it.</summary>
/// <param name="of">Where the object stands whose paths these are, such as <c>lines[]</c>; empty for the record itself.</param>
internal sealed class RecordPaths(string of = "")
{
    /// <summary>Of the object itself, where it is no object but a value.</summary>
    public const int Itself = 0;

    private readonly Dictionary<string, int> slots = [];
    private readonly List<PathNode> nodes = [new(of, [], null)];

    public PathNode Root => nodes[0];

    public int Count => nodes.Count;

    /// <summary>Texts of the paths that were asked for, in that order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Top-level names of the paths that were asked for.</summary>
    public IEnumerable<string> Fields => Root.Children.Select(child => child.Name);

    /// <summary>Every name on the way to a value.</summary>
    public IEnumerable<string> Names => nodes.Skip(1).Select(node => node.Name);

    public PathNode Node(int slot) => nodes[slot];

    public string TextOf(int slot) => nodes[slot].Path;

    /// <param name="parts">Names from the top; at least one.</param>
    /// <param name="text">The path in path syntax, for messages and lineage.</param>
    public int Slot(IReadOnlyList<string> parts, out string text)
    {
        text = PathText.Of(parts, of);
        if (slots.TryGetValue(text, out var known)) return known;
        var node = Root;
        foreach (var part in parts) node = node.Children.FirstOrDefault(child => child.Name == part) ?? Add(node, part);
        node.Path = text;
        Asked.Add(text);
        return slots[text] = node.Slot;
    }

    private PathNode Add(PathNode parent, string name)
    {
        var node = new PathNode(name, Encoding.UTF8.GetBytes(name), parent) { Slot = nodes.Count };
        nodes.Add(node);
        parent.Children.Add(node);
        return node;
    }
}

/// <summary>One name on the way to a value.</summary>
internal sealed class PathNode(string name, byte[] utf8, PathNode? parent)
{
    public string Name { get; } = name;

    public byte[] Utf8 { get; } = utf8;

    public int Slot { get; init; }

    public PathNode? Parent => parent;

    public string Path { get; set; } = parent is null ? name : PathText.Of([name], parent.Path);

    public List<PathNode> Children { get; } = [];
}
