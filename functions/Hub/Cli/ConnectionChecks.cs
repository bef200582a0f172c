using System.CommandLine;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Signs in to connections and says what is wrong; <c>check</c> is short for all of them.</summary>
internal static class ConnectionChecks
{
    public static Command Check()
    {
        var names = new Argument<string[]>("connection") { Description = "Connections of the workspace; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check", "Signs in, changes nothing, and says what is wrong and how to mend it.") { names };
        command.RunsOnFiles((verb, workspace) => CheckAsync(verb, workspace, verb.Get(names)));
        return command;
    }

    public static Command CheckAll()
    {
        var command = new Command("check", "Signs in to every connection of the workspace, and changes nothing.");
        command.RunsOnFiles((verb, workspace) => CheckAsync(verb, workspace, []));
        return command;
    }

    private static async Task<int> CheckAsync(Verb verb, Workspace workspace, string[] wanted)
    {
        List<CheckLine> lines = [];
        foreach (var name in wanted.Length > 0 ? wanted.Distinct() : workspace.Connections.Keys.Order(StringComparer.Ordinal)) lines.Add(await CheckAsync(workspace, name, verb.Stop));
        verb.Screen.Rows(
            lines,
            $"The workspace has no connections yet; {ConnectionCommands.AddOne}",
            ("connection", line => line.Connection),
            ("ok", line => line.Ok ? "yes" : "no"),
            ("what to do", line => line.Message));
        return Code([.. lines.Select(line => line.ExitCode)]);
    }

    private static async Task<CheckLine> CheckAsync(Workspace workspace, string name, CancellationToken ct)
    {
        try
        {
            await ConnectionCommands.Open(workspace, name).CheckAsync(ct);
            return new(name, true, null, "", ExitCode.Ok);
        }
        catch (ConnectorException failed)
        {
            return new(name, false, failed.Code, failed.Message, ExitCode.OfConnection(failed.Recovery));
        }
    }

    // What only a person can mend comes before what may pass by itself.
    private static int Code(IReadOnlyCollection<int> codes) =>
        codes.Contains(ExitCode.Usage) ? ExitCode.Usage : codes.Contains(ExitCode.Border) ? ExitCode.Border : ExitCode.Ok;

    private sealed record CheckLine(string Connection, bool Ok, string? Code, string Message, [property: System.Text.Json.Serialization.JsonIgnore] int ExitCode);
}
