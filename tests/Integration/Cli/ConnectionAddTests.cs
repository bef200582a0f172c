namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Writing the file of a connection.</summary>
public sealed class ConnectionAddTests : IDisposable
{
    private readonly StartedHub hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Writes_a_valid_file_and_says_the_next_command()
    {
        hub.Expect(0, "backoffice connection check books", "connection", "add", "books", "--connector", "file", "--set", "folder=in");
        hub.Expect(0, "2 files", "validate");
        hub.Expect(0, "yes", "connection", "check", "books");
        hub.Expect(0, "names no streams yet", "connection", "discover", "books");
    }

    [Fact]
    public void Its_example_is_a_valid_stream()
    {
        hub.AddBooks();
        hub.Expect(0, "2 files", "validate");
        hub.Expect(0, "example", "connection", "list");
    }

    [Fact]
    public void Quotes_what_YAML_would_read_otherwise()
    {
        hub.Expect(0, "written", "connection", "add", "odd", "--connector", "file", "--set", "folder=in: #1 \"x\" 'y'");
        hub.Expect(2, "in: #1 \"x\" 'y' does not exist", "connection", "check", "odd");
    }

    [Fact]
    public void Keeps_a_secret_as_a_reference()
    {
        hub.Expect(0, "written", "connection", "add", "safe", "--connector", "file", "--set", "folder=${env:BACKOFFICE_X}");
        Assert.Contains("${env:BACKOFFICE_X}", File.ReadAllText(hub["connections/safe.yaml"]), StringComparison.Ordinal);
        hub.Expect(2, "Set this environment variable", "connection", "check", "safe");
    }

    [Theory]
    [InlineData("../x", "file", "folder=in", "connection.name")]
    [InlineData("a/b", "file", "folder=in", "connection.name")]
    [InlineData("Books", "file", "folder=in", "connection.name")]
    [InlineData("", "file", "folder=in", "connection.name")]
    [InlineData("x", "fil", "folder=in", "Did you mean 'file'?")]
    [InlineData("x", "file", "foldr=in", "Did you mean 'folder'?")]
    [InlineData("x", "file", "folder=", "--set folder")]
    [InlineData("x", "file", "folder", "KEY=VALUE")]
    [InlineData("x", "file", "password=hunter2", "secret.plain")]
    [InlineData("x", "file", "folder=${env:PATH}", "below no allowed prefix")]
    [InlineData("x", "file", "folder=${vault}", "no secret reference")]
    public void Refuses_and_writes_nothing(string name, string connector, string setting, string message)
    {
        var output = hub.Expect(2, message, "connection", "add", name, "--connector", connector, "--set", setting);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(hub["."], "*x.yaml", SearchOption.AllDirectories));
        Assert.Equal(["bureau.yaml.example", "books.yaml.example"], Directory.GetFiles(hub["connections"]).Select(Path.GetFileName).OrderDescending());
    }

    [Fact]
    public void Refuses_a_key_given_twice() =>
        hub.Expect(2, "given twice", "connection", "add", "x", "--connector", "file", "--set", "folder=in", "--set", "folder=out");

    [Fact]
    public void Refuses_a_name_that_is_taken()
    {
        File.WriteAllText(hub["connections/books.yaml"], "mine");
        hub.Expect(2, "connection.exists", "connection", "add", "books", "--connector", "file", "--set", "folder=in");
        Assert.Equal("mine", File.ReadAllText(hub["connections/books.yaml"]));
    }

    [Fact]
    public void Refuses_to_follow_a_link_out_of_the_workspace()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows asks for a right to make links.");
        using var elsewhere = new DemoCopy(null);
        Directory.Delete(hub["connections"], recursive: true);
        Directory.CreateSymbolicLink(hub["connections"], elsewhere.Folder);
        hub.Expect(2, "connection.outside", "connection", "add", "books", "--connector", "file", "--set", "folder=in");
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Folder));
    }
}
