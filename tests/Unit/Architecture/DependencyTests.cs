using System.Xml.Linq;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Architecture;

public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Connectors.Contract"] = [],
        ["Connectors"] = ["Connectors.Contract"],
        ["Mappings"] = [],
        ["Engine"] = ["Connectors.Contract", "Mappings"],
        ["Hub"] = ["Connectors", "Engine"],
        ["AzureFunctions"] = ["Connectors", "Engine"],
    };

    internal static readonly string Root = FindRoot(new(AppContext.BaseDirectory));

    private static readonly string[] Houses = ["connectors", "mappings", "functions"];

    public static TheoryData<string> Projects => [.. Houses
        .SelectMany(house => Directory.EnumerateFiles(Path.Combine(Root, house), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_holds_exactly_its_arrows(string project) =>
        Assert.Equal(Arrows[Word(project)], References(project, "ProjectReference").Select(Word).Order());

    [Fact]
    public void The_contract_needs_no_package() =>
        Assert.Empty(References("connectors/Contract/BackOffice.Integration.Connectors.Contract.csproj", "PackageReference"));

    [Theory]
    [InlineData(typeof(ISource), "Connectors.Contract")]
    [InlineData(typeof(ConnectorCatalog), "Connectors")]
    [InlineData(typeof(IMapping), "Mappings")]
    [InlineData(typeof(HubEngine), "Engine")]
    public void An_assembly_uses_nothing_behind_its_arrows(Type inside, string project) =>
        Assert.Subset(Arrows[project].ToHashSet(), inside.Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("BackOffice.", StringComparison.Ordinal))
            .Select(Word).ToHashSet());

    [Fact]
    public void Mappings_touch_no_network() =>
        Assert.DoesNotContain(typeof(IMapping).Assembly.GetReferencedAssemblies(), assembly =>
            assembly.Name!.StartsWith("System.Net", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, project)).Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);

    private static string Word(string project) =>
        Path.GetFileName(project.Replace('\\', '/'))
            .Replace("BackOffice.Integration.", "", StringComparison.Ordinal)
            .Replace(".csproj", "", StringComparison.Ordinal);

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : FindRoot(folder.Parent!);
}
