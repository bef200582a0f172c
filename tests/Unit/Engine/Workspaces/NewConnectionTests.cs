using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

/// <summary>The file of a new connection, for a connector with settings of every kind.</summary>
public sealed class NewConnectionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("new connection ").FullName;

    public NewConnectionTests() => File.WriteAllText(
        Path.Combine(folder, "hub.yaml"), "name: hub\ncompanies: {DE: {name: A, country: DE, currency: EUR}}\nsecrets: {allow: ['env:BACKOFFICE_']}\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Writes_each_value_by_its_type_and_shows_what_else_there_is()
    {
        var text = Written(new() { ["host"] = "erp.example", ["port"] = "8443", ["secure"] = "true", ["companies"] = "DE, 007", ["password"] = "${env:BACKOFFICE_X}" });
        Assert.Equal(
            """
            # Reads everything. All keys: `backoffice connector show all`.
            connector: all
            settings:
              host: erp.example  # the host.
              port: 8443
              secure: true
              companies: [DE, "007"]
              password: "${env:BACKOFFICE_X}"
            #   pace: 3

            """,
            text);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("007")]
    [InlineData("~")]
    [InlineData("a: b # c")]
    [InlineData("\"quoted\" and \\")]
    [InlineData(" padded ")]
    [InlineData("ü\t\n\u0001")]
    public void A_text_stays_the_text_it_was(string host)
    {
        Written(new() { ["host"] = host });
        var workspace = WorkspaceLoader.Load(WorkspaceFolder.Read(folder, []), folder, new Catalog(), HubEngine.DatasetColumns, []);
        Assert.Equal(host, workspace!.Connections["erp"].Settings.GetProperty("host").GetString());
    }

    [Theory]
    [InlineData("host", "x", "password", "hunter2", "secret.plain")]
    [InlineData("host", "x", "api-token", "hunter2", "secret.plain")]
    [InlineData("host", "x", "password", "${env:PATH}", "connection.invalid")]
    [InlineData("host", "x", "port", "hunter2", "connection.settings")]
    [InlineData("pace", "1", "secure", "true", "connection.settings")]
    public void Refuses_without_quoting_a_value(string key, string value, string other, string otherValue, string code)
    {
        var refused = Assert.Throws<RefusedException>(() => Written(new() { [key] = value, [other] = otherValue }));
        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "connections")));
    }

    [Fact]
    public void Faults_of_other_files_are_no_reason_to_refuse()
    {
        Directory.CreateDirectory(Path.Combine(folder, "pipelines"));
        File.WriteAllText(Path.Combine(folder, "pipelines", "broken.yaml"), "from: nowhere\n");
        Assert.NotEmpty(Written(new() { ["host"] = "x" }));
    }

    private string Written(Dictionary<string, string> settings)
    {
        var connection = new NewConnection("erp", "all", settings);
        connection.WriteTo(folder, new Catalog());
        return File.ReadAllText(Path.Combine(folder, connection.Path));
    }

    private sealed class Catalog : IConnectorCatalog
    {
        public IReadOnlyList<ConnectorKind> All { get; } = [new Kind()];
    }

    private sealed class Kind() : ConnectorKind("all", "Reads everything.", typeof(TestSource))
    {
        public override JsonElement SettingsSchema { get; } = TestSourceKind.Json("""
            {"type":"object","additionalProperties":false,"required":["host"],"properties":{"host":{"type":"string","description":"the host."},"port":{"type":["integer","string"]},
            "secure":{"type":"boolean"},"companies":{"type":["array","null"]},"password":{"type":"string"},"api-token":{"type":"string"},"pace":{"type":"integer","default":3}}}
            """);

        public override JsonElement StreamSchema { get; } = TestSourceKind.Json("""{"type":"object"}""");

        public override IConnector? Build(ConnectionSettings settings, ICollection<SettingError> errors)
        {
            if (!settings.Settings.TryGetProperty("host", out _)) errors.Add(new("/settings/host", "Is missing.", "Write it."));
            if (settings.Settings.TryGetProperty("port", out var port) && port.ValueKind != JsonValueKind.Number) errors.Add(new("/settings/port", "Is no number.", "Write one."));
            return errors.Count == 0 ? new TestSource(settings) : null;
        }
    }
}
