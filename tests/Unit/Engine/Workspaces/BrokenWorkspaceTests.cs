using System.Text;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

/// <summary>Each file in <c>Broken/</c> is a workspace with one mistake (<c>--- path</c> and its text) and what is said of it (<c>=== line</c>).</summary>
public sealed class BrokenWorkspaceTests
{
    private static readonly string Folder = Path.Combine(Architecture.DependencyTests.Root, "tests", "Unit", "Engine", "Workspaces", "Broken");

    private static readonly Dictionary<string, string> Sound = new()
    {
        ["hub.yaml"] = "name: sound\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\nsecrets: {allow: [\"env:BACKOFFICE_\"]}\n",
        ["connections/c.yaml"] = "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"f*.csv\"\n    key: id\n",
        ["pipelines/p.yaml"] = "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: incremental\n",
        ["mappings/m.yaml"] = "to: accounting.account\nkey: id\nfields:\n  number: id\n",
    };

    public static TheoryData<string> Workspaces => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void Without_its_mistake_it_is_sound() => Assert.Empty(Faults(Sound));

    [Theory]
    [MemberData(nameof(Workspaces))]
    public void What_is_said_of_it_is_what_was_approved(string name)
    {
        var file = Path.Combine(Folder, $"{name}.txt");
        var lines = File.ReadAllLines(file);
        var mistake = lines.TakeWhile(line => !line.StartsWith("=== ", StringComparison.Ordinal)).ToArray();
        string[] said = [.. Faults(With(mistake)).Select(fault => $"=== {fault}")];
        if (Environment.GetEnvironmentVariable("BACKOFFICE_WRITE_EXPECTED") == "1") File.WriteAllLines(file, [.. mistake, .. said]);
        Assert.NotEmpty(said);
        Assert.Equal(said, lines[mistake.Length..]);
    }

    [Fact]
    public void There_are_thirty_at_the_least() => Assert.InRange(Workspaces.Count, 30, 1000);

    private static Dictionary<string, string> With(string[] mistake)
    {
        var files = new Dictionary<string, string>(Sound);
        var path = "";
        foreach (var line in mistake)
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal)) files[path = line[4..]] = "";
            else files[path] += line + "\n";
        }

        return files;
    }

    private static List<FileError> Faults(Dictionary<string, string> texts)
    {
        List<FileError> errors = [];
        WorkspaceLoader.Load([.. texts.Select(text => WorkspaceHash.File(text.Key, Encoding.UTF8.GetBytes(text.Value)))], "/ws", new ConnectorCatalog(), HubEngine.DatasetColumns, errors);
        return errors;
    }
}
