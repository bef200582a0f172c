using System.CommandLine;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Why;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on records that could not be mapped.</summary>
internal static class QuarantineCommands
{
    public static readonly Argument<string> Record = new("record") { Description = "Id of the quarantined record or its beginning, or the record's key." };

    public static Command Quarantine() => new("quarantine", "Raw records that could not be mapped and wait.") { List(), Show(), QuarantineDecisions.Fix(), Replay(), QuarantineDecisions.Dismiss(), QuarantineDecisions.Reopen() };

    private static Command List()
    {
        var pipeline = new Option<string>("--pipeline") { Description = "Only records of this pipeline." };
        var owner = new Option<string>("--owner") { Description = "Only records that this role or login looks after." };
        var all = new Option<bool>("--all") { Description = "Resolved and dismissed ones too." };
        var command = new Command("list", "Lists what waits, oldest first.") { pipeline, owner, all };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var desk = session.Engine.Quarantine;
            var found = verb.Get(all) ? await desk.ListAllAsync(verb.Get(pipeline), verb.Stop) : await desk.ListAsync(verb.Get(pipeline), verb.Stop);
            List<QuarantineItem> items = [.. found.Where(item => verb.Get(owner) is not { } wanted || item.Owner == wanted)];
            var ids = new ShortIds(items.Select(item => item.Id.ToString()));
            verb.Screen.Rows(
                items,
                found.Count == 0 ? "Quarantine is empty." : $"Nothing waits for {verb.Get(owner)}.",
                ("id", item => ids[item.Id]),
                ("pipeline", item => item.Pipeline),
                ("key", item => item.Key),
                ("where", Where),
                ("issue", item => item.Issues[0].Code + (item.Issues.Count > 1 ? $" (+{item.Issues.Count - 1})" : "")),
                ("field", item => item.Issues[0].Path),
                ("owner", item => item.Owner),
                ("age", item => item.Age),
                ("tries", item => item.Tries),
                ("state", State));
            return items.Exists(item => item.State == "Opened") ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var anonymised = new Option<bool>("--anonymised") { Description = "Makes a synthetic record with the same issues for the maker of the system; no value of the original is in it." };
        var command = new Command("show", "Shows one record: its issues and its original, masked.") { Record, anonymised, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            if (verb.Get(anonymised)) return await QuarantineSamples.ShowAsync(verb, session, verb.Get(Record));
            var (item, payload, fixes, link) = await session.Engine.Quarantine.ShowAsync(verb.Get(Record), verb.Stop);
            var reveal = await Reveal.AllowedAsync(verb, session, "quarantine.revealed", item.Id.ToString());
            var shown = new ShownRecord(item, RawFields.Of(payload, reveal), [.. fixes.Select(fix => WhyText.Masked(fix, reveal))], WhyText.Masked(link, reveal));
            verb.Screen.JsonOnly(shown);
            Say(verb.Screen, shown);
            if (!reveal) verb.Screen.Say(Reveal.Hint);
            return item.State == "Opened" ? ExitCode.SomeoneWanted : ExitCode.Ok;
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

    public static void SayIssues(Screen screen, QuarantineItem item)
    {
        foreach (var issue in item.Issues) screen.Say($"  {issue.Code}  {(issue.Path.Length == 0 ? "" : $"in '{issue.Path}'. ")}{issue.Message}");
    }

    private static string Where(QuarantineItem item) => item.File is null ? item.Stream : $"{item.File}:{(item.Part is null ? "" : $"{item.Part}:")}{item.Line}";

    private static string State(QuarantineItem item) => item.State == "Opened" ? "waits" : item.State == "Dismissed" ? $"dismissed by {item.DismissedBy}" : "resolved";

    private static void Say(Screen screen, ShownRecord shown)
    {
        if (screen.Json) return;
        var item = shown.Item;
        screen.Say($"{item.Key}  {Where(item)}  {State(item)}, {(item.Owner is null ? "" : $"owner {item.Owner}, ")}age {Screen.Text(item.Age)}, {item.Tries} {(item.Tries == 1 ? "try" : "tries")}");
        if (item.Reason is { } reason) screen.Say(item.ReopenedBy is { } by ? $"  reopened by {by}: {reason}" : $"  dismissed: {reason}");
        SayIssues(screen, item);
        foreach (var fix in shown.Fixes) screen.Say($"  fix  {WhyText.Text(fix)}");
        if (shown.Link is { } link) screen.Say($"  see  {link.Url ?? link.Problem}");
        screen.Title("Original");
        screen.Table(shown.Fields, ("field", field => field.Key), ("value", field => field.Value));
        if (item.State != "Opened") return;
        screen.Say(item.CanReplay
            ? $"Next: mend the mapping or code list and `backoffice run`, or correct the field: `backoffice quarantine fix {item.Id} --field {FieldOf(shown)} --reason TEXT --as LOGIN`."
            : item.File is null ? "Next: correct the record in its source; the next run reads it again."
            : "Next: correct the record in its source and send the file again.");
    }

    // What an issue names may be a mapped field; only a field of the record can be fixed.
    private static string FieldOf(ShownRecord shown)
    {
        var path = shown.Item.Issues[0].Path;
        var name = path.StartsWith("[\"", StringComparison.Ordinal) && path.EndsWith("\"]", StringComparison.Ordinal) ? path[2..^2] : path;
        // What an object lacks stands beside what it has.
        var beside = name[..(name.LastIndexOf('.') + 1)];
        return name.Length > 0 && shown.Fields.Any(field => field.Key == name || name.StartsWith(field.Key + ".", StringComparison.Ordinal) || (beside.Length > 0 && field.Key.StartsWith(beside, StringComparison.Ordinal))) ? $"'{name}'" : "FIELD";
    }

    private sealed record ShownRecord(QuarantineItem Item, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<FixWhy> Fixes, Engine.Workspaces.RecordLink? Link);
}
