namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A workspace from nothing.</summary>
public sealed class InitTests : IDisposable
{
    private readonly DemoCopy empty = new(null);

    public void Dispose() => empty.Dispose();

    [Fact]
    public void Writes_a_valid_workspace_and_the_next_commands()
    {
        var (code, output) = HubProcess.Run(empty.Folder, "init", "my hub");
        Assert.Equal(0, code);
        foreach (var next in (string[])["cd \"my hub\"", "backoffice connector list", "backoffice connection add books", "backoffice validate"]) Assert.Contains(next, output, StringComparison.Ordinal);
        var hub = Path.Combine(empty.Folder, "my hub");
        Assert.True(Directory.Exists(Path.Combine(hub, "in")));
        Assert.Contains("name: my-hub", File.ReadAllText(Path.Combine(hub, "hub.yaml")), StringComparison.Ordinal);
        foreach (var kept in (string[])["/store/", "/.hub-key"]) Assert.Contains(kept, File.ReadAllText(Path.Combine(hub, ".gitignore")), StringComparison.Ordinal);
        Assert.Equal(0, HubProcess.Run(hub, "validate").Code);
    }

    [Fact]
    public void Its_examples_are_a_valid_workspace_too()
    {
        HubProcess.Run(empty.Folder, "init");
        foreach (var folder in (string[])["connections", "mappings", "pipelines", "exports", "partners", "crosswalks"])
        {
            var examples = Directory.GetFiles(Path.Combine(empty.Folder, folder), "*.example");
            Assert.NotEmpty(examples);
            foreach (var example in examples) File.Move(example, example[..^".example".Length]);
        }

        Expect(0, "1 pipelines, 1 exports", "validate");
    }

    [Fact]
    public void Refuses_a_folder_that_is_a_workspace_already()
    {
        var hub = Path.Combine(empty.Folder, "hub.yaml");
        File.WriteAllText(hub, "mine");
        Expect(2, "init.exists", "init");
        Assert.Equal("mine", File.ReadAllText(hub));
        Assert.Single(Directory.GetFileSystemEntries(empty.Folder));
    }

    [Fact]
    public void Touches_no_file_that_is_there()
    {
        File.WriteAllText(Path.Combine(empty.Folder, ".gitignore"), "mine");
        File.WriteAllText(Path.Combine(empty.Folder, "thesis.txt"), "mine");
        Expect(0, "Let .gitignore name /store/", "init");
        Assert.Equal("mine", File.ReadAllText(Path.Combine(empty.Folder, ".gitignore")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(empty.Folder, "thesis.txt")));
    }

    [Fact]
    public void Refuses_a_file_in_place_of_a_folder()
    {
        File.WriteAllText(Path.Combine(empty.Folder, "hub"), "mine");
        Expect(2, "init.no-folder", "init", "hub");
        Expect(2, "init.unwritable", "init", "hub/inside");
    }

    [Fact]
    public void Is_named_where_a_workspace_is_missing() => Expect(2, "`backoffice init`", "validate");

    [Fact]
    public void Tells_programs_what_comes_next() => Expect(0, "\"backoffice validate\"", "init", "--json");

    private void Expect(int code, string text, params string[] arguments)
    {
        var result = HubProcess.Run(empty.Folder, arguments);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
    }
}
