using BackOffice.Integration.Mappings.Language.Expressions;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads a mapping file as a whole: its formats and its maps.</summary>
internal sealed class MappingFileReader
{
    private static readonly string[] Head = ["from", "formats", "maps"];
    private static readonly string[] Inline = ["from", "formats", "maps", .. MappingFileMapReader.Known];

    private readonly MappingFileFaults faults;
    private readonly MappingFileNodes nodes;

    public MappingFileReader(MappingFileFaults faults) => (this.faults, nodes) = (faults, new MappingFileNodes(faults));

    public RecordPaths Paths { get; } = new();

    public Formats? Formats { get; private set; }

    public EntityPlan[] Maps { get; private set; } = [];

    public void Read(YamlMappingNode root)
    {
        var several = root.Children.ContainsKey(new YamlScalarNode("maps"));
        var keys = nodes.Keys(root, several ? Head : Inline, several ? "A mapping file with maps:" : "A mapping file");
        if (keys.TryGetValue("from", out var from)) nodes.Text(from, "from");
        if (keys.TryGetValue("formats", out var formats)) Formats = new MappingFileFormats(faults, nodes).Read(formats);
        var maps = new MappingFileMapReader(faults, nodes, Paths);
        Maps = several
            ? [.. nodes.Items(keys["maps"], "maps").Select(item => Item(item, maps)).OfType<EntityPlan>()]
            : maps.Read(root, keys) is { } one ? [one] : [];
    }

    private EntityPlan? Item(YamlNode item, MappingFileMapReader maps) =>
        nodes.Is<YamlMappingNode>(item, "An item of maps", "Begin it with to:.", out var map)
            ? maps.Read(map, nodes.Keys(map, MappingFileMapReader.Known, "A map"))
            : null;
}
