using System.CommandLine;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on connections, by the workspace's files as they stand now; none needs a store.</summary>
internal static class ConnectionCommands
{
    public static Command Connection() => new("connection", "Systems that the workspace is connected to.")
    {
        List(),
        ConnectionAdd.Add(),
        ConnectionChecks.Check(),
        ConnectionDiscovery.Discover(),
        ConnectionPreview.Preview(),
    };

    /// <summary>Runs a verb on the files alone; wrong files and wrong connections are for people to mend, other failures pass.</summary>
    public static void RunsOnFiles(this Command command, Func<Verb, Workspace, Task<int>> work) => command.Runs(async verb =>
    {
        List<FileError> errors = [];
        if (HubSession.LoadOffline(HubSession.Find(verb.Folder), errors) is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, errors);
        try
        {
            return await work(verb, workspace);
        }
        catch (ConnectorException border)
        {
            verb.Screen.Fail(border.Code, border.Message);
            return ExitCode.OfConnection(border.Recovery);
        }
    });

    public static IConnector Open(Workspace workspace, string name) => workspace.Connections.ContainsKey(name)
        ? new Connections(new ConnectorCatalog(), TimeProvider.System).Open(workspace, name)
        : throw new CliException("connection.unknown", $"The workspace has no connection '{name}'. {Suggestion.For(name, workspace.Connections.Keys)}");

    /// <summary>A connection that is read from.</summary>
    public static ISource OpenSource(Workspace workspace, string name) => Open(workspace, name) as ISource
        ?? throw new CliException("connection.no-source", $"Connection '{name}' is no source, so it has no streams: its connector '{workspace.Connections[name].Connector}' only takes what is sent. `backoffice connection check {name}` signs in to it.");

    public static string AddOne => "`backoffice connection add NAME --connector CONNECTOR` adds one, `backoffice connector list` shows the connectors.";

    private static Command List()
    {
        var command = new Command("list", "Lists the connections: their connector, their streams and what uses them.");
        command.RunsOnFiles((verb, workspace) =>
        {
            verb.Screen.Rows(
                [.. workspace.Connections.Values.OrderBy(connection => connection.Name, StringComparer.Ordinal).Select(connection => Line(workspace, connection))],
                $"The workspace has no connections yet; {AddOne}",
                ("connection", line => line.Connection),
                ("connector", line => line.Connector),
                ("role", line => string.Join(", ", line.Roles)),
                ("streams", line => string.Join(", ", line.Streams)),
                ("used by", line => string.Join(", ", line.UsedBy)));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static ConnectionLine Line(Workspace workspace, Connection connection) => new(
        connection.Name,
        connection.Connector,
        [.. (ConnectorCommands.Find(connection.Connector)?.Roles ?? []).Select(ConnectorCommands.Role)],
        [.. connection.Streams.Keys.Order(StringComparer.Ordinal)],
        [
            .. workspace.Pipelines.Values.Where(pipeline => pipeline.Connection == connection.Name).Select(pipeline => $"pipeline {pipeline.Name}").Order(StringComparer.Ordinal),
            .. workspace.Partners.Values.Where(partner => partner.Destination == connection.Name).Select(partner => $"partner {partner.Name}").Order(StringComparer.Ordinal),
        ]);

    private sealed record ConnectionLine(string Connection, string Connector, IReadOnlyList<string> Roles, IReadOnlyList<string> Streams, IReadOnlyList<string> UsedBy);
}
