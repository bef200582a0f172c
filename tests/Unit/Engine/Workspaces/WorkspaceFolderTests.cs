using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class WorkspaceFolderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<FileError> errors = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_the_files_of_a_workspace_and_nothing_else()
    {
        new TestWorkspace().With("mappings/hr/deep/person.yaml", "to: hr.person\n").WriteTo(folder.Path);
        foreach (var other in (string[])["README.md", "in/hr/staff.csv", "mappings/staff.sample.json", "secrets/hr", "store/hub.yaml", "other.yaml", ".hub-key"]) Write(other, "x");

        Assert.Equal(
            [
                "connections/acme-folder.yaml", "connections/hr.yaml", "crosswalks/cost-centres.csv", "exports/payroll.yaml", "hub.yaml",
                "mappings/hr/deep/person.yaml", "mappings/staff.yaml", "partners/acme.yaml", "pipelines/ledger.yaml", "pipelines/staff.yaml",
            ],
            Read());
        Assert.Empty(errors);
    }

    [Fact]
    public void Gives_the_very_bytes()
    {
        Write("hub.yaml", "name: demo\r\n");

        var file = Assert.Single(WorkspaceFolder.Read(folder.Path, errors));
        Assert.Equal("name: demo\r\n"u8.ToArray(), file.Content);
        Assert.Equal(WorkspaceHash.Of("name: demo\r\n"u8.ToArray()), file.Sha256);
    }

    [Fact]
    public void Gives_nothing_for_a_folder_that_is_not_there()
    {
        Assert.Empty(WorkspaceFolder.Read(Path.Combine(folder.Path, "none"), errors));
        Assert.Empty(errors);
    }

    [Fact]
    public void Refuses_a_file_that_is_too_large()
    {
        Write("pipelines/large.yaml", new string('#', (1 << 20) + 1));

        Assert.Empty(Read());
        Assert.Equal("pipelines/large.yaml:1:1: The file is larger than 1 MiB. Split it.", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Follows_a_link_within_the_workspace()
    {
        Write("data/hub.yaml", "name: demo\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "hub.yaml"), "data/hub.yaml");

        Assert.Equal(["hub.yaml"], Read());
        Assert.Empty(errors);
    }

    [Fact]
    public void Refuses_links_that_leave_the_workspace()
    {
        using var outside = new TempFolder();
        File.WriteAllText(Path.Combine(outside.Path, "secret.yaml"), "name: secret\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "mappings"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "inner"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "connections"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "hub.yaml"), "inner/secret.yaml");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "mappings/own.yaml"), Path.Combine(outside.Path, "secret.yaml"));

        Assert.Empty(Read());
        Assert.Equal(["connections/secret.yaml", "hub.yaml", "mappings/own.yaml"], errors.Select(error => error.File));
        Assert.All(errors, error => Assert.Equal("This link leaves the workspace.", error.Problem));
    }

    [Fact]
    public void Enters_no_linked_folder_that_leads_in_circles()
    {
        Write("mappings/staff.yaml", "to: hr.person\n");
        foreach (var name in (string[])["a", "b", "c"]) Directory.CreateSymbolicLink(Path.Combine(folder.Path, "mappings", name), ".");

        Assert.Equal(["mappings/staff.yaml"], Read());
    }

    [Fact]
    public void Reports_links_that_lead_nowhere()
    {
        File.CreateSymbolicLink(Path.Combine(folder.Path, "hub.yaml"), "hub.yaml");

        Assert.Empty(Read());
        Assert.Equal("The file cannot be read.", Assert.Single(errors).Problem);
    }

    private IEnumerable<string> Read() => WorkspaceFolder.Read(folder.Path, errors).Select(file => file.Path);

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
