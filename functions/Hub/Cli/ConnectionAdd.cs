using System.CommandLine;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Writes the file of a new connection.</summary>
internal static class ConnectionAdd
{
    public static Command Add()
    {
        var name = new Argument<string>("name") { Description = "The connection's name; its file is connections/NAME.yaml." };
        var connector = new Option<string>("--connector") { Description = "A connector of `backoffice connector list`.", Required = true };
        var set = new Option<string[]>("--set") { Description = "A setting as KEY=VALUE; may be given several times. Secrets only as ${env:NAME} or ${file:path}.", DefaultValueFactory = _ => [] };
        var command = new Command("add", "Writes connections/NAME.yaml with an example of a stream; never over a file that is there.") { name, connector, set };
        command.Runs(verb =>
        {
            var connection = new NewConnection(verb.Get(name), verb.Get(connector)!, Settings(verb.Get(set)!));
            connection.WriteTo(HubSession.Find(verb.Folder), new ConnectorCatalog());
            var next = Next(connection);
            verb.Screen.Thing(new { connection.Name, connection.Path, next }, ("written", connection.Path), ("next", next[0]));
            foreach (var step in next.Skip(1)) verb.Screen.Say($"         {step}");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Dictionary<string, string> Settings(string[] given)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw new CliException("setting.unreadable", "A --set is not of the form KEY=VALUE, such as --set folder=in.");
            if (!settings.TryAdd(text[..at], text[(at + 1)..])) throw new CliException("setting.twice", $"--set {text[..at]} is given twice; leave one out.");
        }

        return settings;
    }

    private static string[] Next(NewConnection connection) => ConnectorCommands.Find(connection.Connector)!.Roles.Contains(ConnectorRole.Source)
        ?
        [
            $"backoffice connection check {connection.Name}",
            $"then name a stream in {connection.Path} (an example stands there)",
            $"and see it: backoffice connection discover {connection.Name}",
        ]
        : [$"backoffice connection check {connection.Name}"];
}
