using System.CommandLine;
using BackOffice.Integration.Engine.Quarantine;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on records that could not be mapped.</summary>
internal static class QuarantineCommands
{
    private static readonly Argument<string> Record = new("record") { Description = "Id of the quarantined record or its beginning, or the record's key." };

    public static Command Quarantine() => new("quarantine", "Raw records that could not be mapped and wait.") { List(), Show(), Replay() };

    private static Command List()
    {
        var pipeline = new Option<string>("--pipeline") { Description = "Only records of this pipeline." };
        var command = new Command("list", "Lists what waits, oldest first.") { pipeline };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var items = await session.Engine.Quarantine.ListAsync(verb.Get(pipeline), verb.Stop);
            var ids = new ShortIds(items.Select(item => item.Id.ToString()));
            verb.Screen.Rows(
                items,
                "Quarantine is empty.",
                ("id", item => ids[item.Id]),
                ("pipeline", item => item.Pipeline),
                ("key", item => item.Key),
                ("where", Where),
                ("issue", item => item.Issues[0].Code + (item.Issues.Count > 1 ? $" (+{item.Issues.Count - 1})" : "")),
                ("field", item => item.Issues[0].Path),
                ("since", item => item.OpenedAt));
            return items.Count == 0 ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows one record: its issues and its original, masked.") { Record, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var (item, payload) = await session.Engine.Quarantine.ShowAsync(verb.Get(Record), verb.Stop);
            var reveal = await Reveal.AllowedAsync(verb, session, "quarantine.revealed", item.Id.ToString());
            var fields = RawFields.Of(payload, reveal);
            verb.Screen.JsonOnly(new { item, fields });
            Say(verb.Screen, item, fields);
            if (!reveal) verb.Screen.Say(Reveal.Hint);
            return ExitCode.SomeoneWanted;
        });
        return command;
    }

    private static Command Replay()
    {
        var one = new Argument<string?>("record") { Description = "Only this record; all that can be replayed when absent.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("replay", "Maps waiting records again with the mapping published last.") { one };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var counts = await session.Engine.Quarantine.ReplayAsync(verb.Parsed.GetValue(one), verb.Stop);
            verb.Screen.Thing(counts, ("tried", counts.Read), ("mapped", counts.Mapped), ("still waiting", counts.Quarantined));
            return counts.Quarantined > 0 ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static string Where(QuarantineItem item) => item.File is null ? item.Stream : $"{item.File}:{(item.Part is null ? "" : $"{item.Part}:")}{item.Line}";

    private static void Say(Screen screen, QuarantineItem item, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        if (screen.Json) return;
        screen.Say($"{item.Key}  {Where(item)}  {item.State}");
        foreach (var issue in item.Issues) screen.Say($"  {issue.Code}  {(issue.Path.Length == 0 ? "" : $"in '{issue.Path}'. ")}{issue.Message}");
        screen.Title("Original");
        screen.Table(fields, ("field", field => field.Key), ("value", field => field.Value));
        screen.Say(item.CanReplay
            ? "Next: mend the mapping or code list and `backoffice run`, or `backoffice quarantine replay " + item.Id + "`."
            : "Next: correct the record in its source and send the file again.");
    }
}
