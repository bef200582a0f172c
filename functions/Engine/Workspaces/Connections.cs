using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Opens the connections of a workspace, secrets and all.</summary>
public sealed class Connections(IConnectorCatalog catalog, TimeProvider clock, Func<string, string?>? environment = null) : IConnections
{
    /// <summary>Builds a connection anew; wrong settings and missing secrets end in Reconfigure.</summary>
    public IConnector Open(Workspace workspace, string name)
    {
        if (!workspace.Connections.TryGetValue(name, out var connection)) throw Wrong(name, "There is no such connection. Add it to the workspace and publish.");
        var kind = catalog.All.FirstOrDefault(kind => kind.Name == connection.Connector)
            ?? throw Wrong(name, $"This host has no connector '{connection.Connector}'. Run it on a host that has it.");
        var secrets = new Secrets(workspace.Folder, workspace.Hub.SecretPrefixes, environment ?? Environment.GetEnvironmentVariable);
        var errors = new List<SettingError>();
        return kind.Build(Settings(workspace.Folder, connection, clock) with { Settings = secrets.Resolve(name, connection.Settings) }, errors)
            ?? throw Wrong(name, string.Join(" ", errors.Select(error => $"{error.Pointer}: {error.Problem} {error.Remedy}")));
    }

    /// <summary>A connection as its connector takes it, secrets still references.</summary>
    internal static ConnectionSettings Settings(string folder, Connection connection, TimeProvider clock) => new(
        connection.Name,
        folder,
        connection.Settings,
        connection.Streams.ToDictionary(stream => stream.Key, stream => stream.Value.Options),
        clock);

    private static ConnectorException Wrong(string name, string what) => new(Recovery.Reconfigure, $"Connection '{name}': {what}");
}
