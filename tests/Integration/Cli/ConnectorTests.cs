using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>What the program says it can talk to; it needs no workspace for that.</summary>
public sealed class ConnectorTests : IDisposable
{
    private readonly DemoCopy empty = new(null);

    public void Dispose() => empty.Dispose();

    [Fact]
    public void Lists_each_connector_with_role_and_settings()
    {
        var (code, output) = HubProcess.Run(empty.Folder, "connector", "list");
        Assert.Equal(0, code);
        foreach (var expected in (string[])["file destination", "Reads CSV, fixed-width, JSON, XML or Excel files", "folder (text, required)", "sqlite", "postgresql", "host, database, user, [port]"]) Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_programs_type_default_and_whether_a_key_is_required()
    {
        using var json = JsonDocument.Parse(HubProcess.Run(empty.Folder, "connector", "list", "--json").Output);
        var file = json.RootElement.EnumerateArray().Single(line => line.GetProperty("connector").GetString() == "file");
        Assert.Equal("source", Assert.Single(file.GetProperty("roles").EnumerateArray().ToList()).GetString());
        var folder = Assert.Single(file.GetProperty("settings").EnumerateArray().ToList());
        Assert.True(folder.GetProperty("required").GetBoolean());
        Assert.Equal("text", folder.GetProperty("type").GetString());
        var keys = file.GetProperty("streams").EnumerateArray().ToDictionary(key => key.GetProperty("name").GetString()!);
        Assert.Equal("utf-8", keys["encoding"].GetProperty("default").GetString());
        Assert.Equal("csv | fixed | ndjson | json | xml | excel", keys["format"].GetProperty("type").GetString());
        Assert.Equal("number", keys["skip"].GetProperty("type").GetString());
        Assert.Contains("totals", keys);
    }

    [Fact]
    public void Shows_one_with_the_keys_of_its_streams()
    {
        var (code, output) = HubProcess.Run(empty.Folder, "connector", "show", "file");
        Assert.Equal(0, code);
        foreach (var expected in (string[])["done-marker", "formats", "backoffice connection add NAME --connector file --set folder=in"]) Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("streams", HubProcess.Run(empty.Folder, "connector", "show", "folder").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggests_the_connector_that_was_meant()
    {
        var (code, output) = HubProcess.Run(empty.Folder, "connector", "show", "fil");
        Assert.Equal(2, code);
        Assert.Contains("Did you mean 'file'?", output, StringComparison.Ordinal);
    }
}
