using BackOffice.Integration.Tests.Integration.Cli;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>Workspaces as they should not be: every fault at once, at its place, and nothing is changed.</summary>
public sealed class BadWorkspaceTests : IDisposable
{
    private const string Stream = "\nstreams:\n  s:\n    files: \"f*.csv\"\n    key: id\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bad workspace ");

    public BadWorkspaceTests()
    {
        Put("hub.yaml", "name: bad\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\nsecrets: {allow: [\"env:BACKOFFICE_\"]}\n");
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in}" + Stream);
        Put("pipelines/p.yaml", "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: incremental\n");
        Put("mappings/m.yaml", "to: accounting.account\nkey: id\nfields:\n  number: id\n");
        Put("in/f1.csv", "id,name\n1,Weber\n");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_fault_is_told_at_its_place_and_nothing_is_changed()
    {
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in, folde: x}" + Stream + "    formts: {decimal: \",\"}\n");
        Put("connections/out.yaml", "connector: folder\nsettings: {folder: \"${env:ELSEWHERE}\"}\n");
        Put("connections/..evil.yaml", "connector: folder\n");
        Put("exports/e.yaml", "partner: nobody\ndataset: payroll\nfile-name: \"../../{company}.csv\"\n");
        Put("mappings/deep.yaml", "to: accounting.account\nkey: id\nfields:\n  number: trm(id)\n");
        Put("pipelines/broken.yaml", "from: {connection: c\nmapping: mappings/m.yaml\n");
        Put("pipelines/escape.yaml", "from: {connection: c, stream: s}\nmapping: ../../etc/passwd\nsync: full\n");

        string[] expected =
        [
            "connections/..evil.yaml:1:1: A workspace holds no file of this name.",
            "connections/c.yaml:2:24: The key 'folde' is not known here. Did you mean 'folder'?",
            "connections/c.yaml:7:5: The key 'formts' is not known here. Did you mean 'formats'?",
            "connections/out.yaml:2:20: The secret ${env:ELSEWHERE} is below no allowed prefix.",
            "exports/e.yaml:3:12: This must be a file name without",
            "mappings/deep.yaml:4:11: There is no function 'trm'. Did you mean 'trim'?",
            "pipelines/broken.yaml:2:1: This is no valid YAML",
            "pipelines/escape.yaml:2:10: There is no mapping '../../etc/passwd'.",
        ];
        foreach (var command in (string[])["validate", "run"])
        {
            var (code, output) = Run(command);
            Assert.Equal(2, code);
            Assert.All(expected, fault => Assert.Contains(fault, output, StringComparison.Ordinal));
            Assert.Contains("nothing was changed", output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(folder.FullName, "in", "f1.csv")));
    }

    [Fact]
    public void A_link_that_leaves_the_workspace_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows asks for a right to make links.");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "mappings", "x.yaml"), "/etc/hostname");
        var (code, output) = Run("validate");
        Assert.Equal(2, code);
        Assert.Contains("mappings/x.yaml:1:1: This link leaves the workspace.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_secret_stops_its_own_pipeline_only()
    {
        Put("connections/locked.yaml", "connector: file\nsettings: {folder: \"${env:BACKOFFICE_NOT_SET_ANYWHERE}\"}" + Stream);
        Put("pipelines/locked.yaml", "from: {connection: locked, stream: s}\nmapping: mappings/m.yaml\nsync: incremental\n");

        Assert.Equal(0, Run("validate").Code);
        var (code, output) = Run("run");

        Assert.Equal(3, code);
        Assert.Contains("secret.missing: locked: Connection 'locked': The secret ${env:BACKOFFICE_NOT_SET_ANYWHERE} is missing. Set this environment variable", output, StringComparison.Ordinal);
        Assert.Contains("Completed", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "in", "f1.csv")), "The other pipeline took its file.");
    }

    [Fact]
    public void Wrong_words_at_the_command_line_are_usage_and_no_bug()
    {
        Assert.Equal(2, Run("nonsense").Code);
        Assert.Equal(2, Run("run", "nopipe").Code);
        Assert.Equal(2, Run("release", "show", "1").Code);
        File.Delete(Path.Combine(folder.FullName, "hub.yaml"));
        var (code, output) = Run("run");
        Assert.Equal(2, code);
        Assert.Contains("workspace.missing", output, StringComparison.Ordinal);
    }

    private (int Code, string Output) Run(params string[] arguments) => HubProcess.Run(folder.FullName, arguments);

    private void Put(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
