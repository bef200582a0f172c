using System.CommandLine;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on the kinds of system that this program can talk to.</summary>
internal static class ConnectorCommands
{
    public static Command Connector() => new("connector", "Kinds of system that a connection can be of.") { List(), Show() };

    public static string Role(ConnectorRole role) => role switch
    {
        ConnectorRole.Source => "source",
        ConnectorRole.FileDestination => "file destination",
        _ => "record destination",
    };

    public static ConnectorKind? Find(string name) => new ConnectorCatalog().All.FirstOrDefault(kind => kind.Name == name);

    private static Command List()
    {
        var command = new Command("list", "Lists the connectors, their roles and their settings.");
        command.Runs(verb =>
        {
            verb.Screen.Rows(
                [.. new ConnectorCatalog().All.Select(ConnectorLine.Of)],
                "",
                ("connector", line => line.Connector),
                ("role", line => string.Join(", ", line.Roles)),
                ("what for", line => line.About),
                ("settings", line => line.Settings is [var only] ? Short(only) : string.Join(", ", line.Settings.Select(key => key.Required ? key.Name : $"[{key.Name}]"))));
            verb.Screen.Say("`backoffice connector show NAME` tells every key; `backoffice connection add NAME --connector CONNECTOR` makes a connection.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("connector") { Description = "A connector of `backoffice connector list`." };
        var command = new Command("show", "Shows what a connector needs: its settings, and the keys of its streams.") { name };
        command.Runs(verb =>
        {
            var all = new ConnectorCatalog().All.Select(kind => kind.Name);
            var kind = Find(verb.Get(name)) ?? throw new CliException("connector.unknown", $"There is no connector '{verb.Get(name)}'. {Suggestion.For(verb.Get(name), all)}");
            var line = ConnectorLine.Of(kind);
            verb.Screen.JsonOnly(line);
            if (!verb.Screen.Json) Say(verb.Screen, line);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static string Short(SettingKey key) =>
        $"{key.Name} ({key.Type}{(key.Required ? ", required" : key.Default is { } usual ? $", {usual} when left out" : "")})";

    private static void Say(Screen screen, ConnectorLine line)
    {
        screen.Say($"{line.Connector} ({string.Join(", ", line.Roles)}): {line.About}");
        Say(screen, "settings:", line.Settings);
        Say(screen, "streams: each with", line.Streams);
        screen.Say($"Next: backoffice connection add NAME --connector {line.Connector}{string.Concat(line.Settings.Where(key => key.Required).Select(key => $" --set {key.Name}={key.Example ?? "..."}"))}");
    }

    private static void Say(Screen screen, string title, IReadOnlyList<SettingKey> keys)
    {
        if (keys.Count == 0) return;
        screen.Title(title);
        screen.Table(
            keys,
            ("key", key => key.Name),
            ("type", key => key.Type),
            ("required", key => key.Required ? "yes" : "no"),
            ("default", key => key.Default),
            ("what to write", key => key.About));
    }

    private sealed record ConnectorLine(string Connector, IReadOnlyList<string> Roles, string About, IReadOnlyList<SettingKey> Settings, IReadOnlyList<SettingKey> Streams)
    {
        public static ConnectorLine Of(ConnectorKind kind) => new(kind.Name, [.. kind.Roles.Select(Role)], kind.About, SettingKey.OfSettings(kind), SettingKey.OfStreams(kind));
    }
}
