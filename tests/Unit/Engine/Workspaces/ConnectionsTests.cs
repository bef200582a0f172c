using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class ConnectionsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string> variables = new() { ["BACKOFFICE_ROOT"] = "in", ["PATH"] = "/bin" };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_with_secrets_in_place_of_their_references()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "secrets"));
        File.WriteAllText(Path.Combine(folder.Path, "secrets/hr"), "päss wort\n");

        var source = Assert.IsType<TestSource>(Open("folder: ${env:BACKOFFICE_ROOT}/hr\n  password: ${file:secrets/hr}"));

        Assert.Equal("in/hr", source.Settings.Settings.GetProperty("folder").GetString());
        Assert.Equal("päss wort", source.Settings.Settings.GetProperty("password").GetString());
        Assert.Equal((folder.Path, "hr"), (source.Settings.Folder, source.Settings.Name));
        Assert.Equal("""{"files":"staff*.csv"}""", source.Settings.Streams["staff"].GetRawText());
    }

    [Theory]
    [InlineData("${env:BACKOFFICE_NONE}", "Connection 'hr': The secret ${env:BACKOFFICE_NONE} is missing. Set this environment variable for the hub's process.")]
    [InlineData("${file:secrets/none}", "Connection 'hr': The secret ${file:secrets/none} is missing. Put the secret into this file, readable for the hub's user, 64 KiB at most.")]
    public void Name_a_missing_secret(string reference, string message)
    {
        var wanting = Assert.Throws<ConnectorException>(() => Open($"folder: x\n  password: {reference}"));

        Assert.Equal((Recovery.Reconfigure, message), (wanting.Recovery, wanting.Message));
    }

    [Fact]
    public void Obey_the_allowed_prefixes_even_when_nobody_checked_them()
    {
        var workspace = Workspace("folder: ${env:BACKOFFICE_ROOT}");
        workspace = workspace with { Hub = workspace.Hub with { SecretPrefixes = ["env:OTHER_"] } };

        Assert.Contains("below no allowed prefix", Assert.Throws<ConnectorException>(() => Connections().Open(workspace, "hr")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Say_what_is_wrong_with_the_settings_but_never_the_secret()
    {
        variables["BACKOFFICE_ROOT"] = "geheim";
        var workspace = Workspace("folder: ${env:BACKOFFICE_ROOT}");
        var broken = workspace.Connections["hr"] with { Streams = new Dictionary<string, StreamSettings> { ["s"] = new("s", null, [], TestSourceKind.Json("{}")) } };
        workspace = workspace with { Connections = new Dictionary<string, Connection> { ["hr"] = broken } };

        var wrong = Assert.Throws<ConnectorException>(() => Connections().Open(workspace, "hr"));

        Assert.Equal("Connection 'hr': /streams/s/files: 'files' is missing. Add it.", wrong.Message);
    }

    [Fact]
    public void Know_only_the_connections_of_the_workspace() =>
        Assert.Equal(Recovery.Reconfigure, Assert.Throws<ConnectorException>(() => Connections().Open(Workspace("folder: x"), "crm")).Recovery);

    private IConnector Open(string settings) => Connections().Open(Workspace(settings), "hr");

    private Connections Connections() => new(new TestCatalog(), TimeProvider.System, variables.GetValueOrDefault);

    private Workspace Workspace(string settings) =>
        new TestWorkspace().Change("connections/hr.yaml", "folder: in/hr", settings).Valid() with { Folder = folder.Path };
}
