using System.Globalization;
using BackOffice.Integration.Mappings.Coded;
using BackOffice.Integration.Mappings.Language.Expressions;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads a mapping file as a whole: its formats and its maps.</summary>
internal sealed class MappingFileReader
{
    private static readonly string[] Head = ["from", "formats", "maps"];
    private static readonly string[] InCode = ["from", "formats", "code", "version"];
    private static readonly string[] Inline = ["from", "formats", "maps", .. MappingFileMapReader.Known];

    private readonly MappingFileFaults faults;
    private readonly MappingFileNodes nodes;

    public MappingFileReader(MappingFileFaults faults) => (this.faults, nodes) = (faults, new MappingFileNodes(faults));

    public RecordPaths Paths { get; } = new();

    public Formats? Formats { get; private set; }

    public EntityPlan[] Maps { get; private set; } = [];

    /// <summary>The mapping in C# that the file names, or null.</summary>
    public CodedMapping? Coded { get; private set; }

    public void Read(YamlMappingNode root)
    {
        var several = root.Children.ContainsKey(new YamlScalarNode("maps"));
        var inCode = root.Children.ContainsKey(new YamlScalarNode("code"));
        var keys = nodes.Keys(root, inCode ? InCode : several ? Head : Inline, inCode ? "A mapping file with code:" : several ? "A mapping file with maps:" : "A mapping file");
        if (keys.TryGetValue("from", out var from)) nodes.Text(from, "from");
        if (keys.TryGetValue("formats", out var formats)) Formats = new MappingFileFormats(faults, nodes).Read(formats);
        if (inCode)
        {
            Coded = Code(root, keys);
            return;
        }

        var maps = new MappingFileMapReader(faults, nodes, Paths);
        Maps = several
            ? [.. nodes.Items(keys["maps"], "maps").Select(item => Item(item, maps)).OfType<EntityPlan>()]
            : maps.Read(root, keys) is { } one ? [one] : [];
    }

    private CodedMapping? Code(YamlMappingNode root, Dictionary<string, YamlNode> keys)
    {
        if (nodes.Text(keys["code"], "code") is not { } name) return null;
        if (CodedMappings.Named(name.Value!) is not { } coded)
        {
            faults.At(name, $"There is no mapping in C# called {name.Value}.", Suggestion.For(name.Value!, CodedMappings.All.Select(known => known.Name)));
            return null;
        }

        if (!keys.TryGetValue("version", out var version)) faults.At(root, "The file does not say which version of the mapping it means.", $"Add version: {coded.Version}.");
        else if (nodes.Text(version, "version") is { } number && number.Value != coded.Version.ToString(CultureInfo.InvariantCulture))
            faults.At(number, $"This program has version {coded.Version} of {coded.Name}, and no other.", $"Write version: {coded.Version} once you have looked at what changed.");
        return coded;
    }

    private EntityPlan? Item(YamlNode item, MappingFileMapReader maps) =>
        nodes.Is<YamlMappingNode>(item, "An item of maps", "Begin it with to:.", out var map)
            ? maps.Read(map, nodes.Keys(map, MappingFileMapReader.Known, "A map"))
            : null;
}
