using System.CommandLine;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on what partners are owed.</summary>
internal static class ExportCommands
{
    public static Command Export() => new("export", "What partners are owed.") { List(), Draft(), ExportRehearsal.Rehearse() };

    private static Command List()
    {
        var command = new Command("list", "Lists exports and packs: when their input closes, and what went out last.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            verb.Screen.Rows(
                await session.Engine.Exports.ListAsync(verb.Stop),
                "The workspace owes nobody anything yet; write a file in exports/ or packs/.",
                ("name", line => line.Name),
                ("partner", line => line.Partner),
                ("kind", line => line.Kind),
                ("schedule", line => line.Schedule ?? "by hand"),
                ("next cut-off", line => line.NextCutOff),
                ("last release", line => line.LastRelease),
                ("state", line => line.State));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Draft()
    {
        var export = new Argument<string>("export") { Description = "An export of the published workspace." };
        var period = new Option<string>("--period") { Description = "Month as yyyy-MM, year as yyyy, or days as yyyy-MM-dd..yyyy-MM-dd; the current month when absent." };
        var command = new Command("draft", "Freezes the rows of a period as a release and judges its gates.") { export, period, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var drafted = await session.Engine.Drafts.DraftAsync(verb.Get(export), DatasetCommands.PeriodOf(verb.Get(period)), Credentials.Actor(verb, session), verb.Stop);
            Show(verb.Screen, drafted);
            return drafted.State == ReleaseState.Held ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Screen screen, DraftOutcome drafted)
    {
        screen.Thing(drafted, (drafted.Created ? "drafted" : "nothing changed", drafted.Release), ("state", drafted.State), ("rows", (long)drafted.Rows));
        if (screen.Json || !drafted.Created) return;
        ReleaseTables.Gates(screen, drafted.Gates);
        ReleaseTables.Totals(screen, drafted.Totals);
        screen.Say(drafted.State == ReleaseState.Held
            ? $"Next: look at it with `backoffice release show {drafted.Release}`, then override or redraft."
            : $"Next: two others approve with `backoffice release approve {drafted.Release} --as LOGIN`.");
    }
}
