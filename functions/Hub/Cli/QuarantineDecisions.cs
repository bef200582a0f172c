using System.CommandLine;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Quarantine;
using Spectre.Console;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs by which an actor decides on a quarantined record.</summary>
internal static class QuarantineDecisions
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; shown with the record from then on.", Required = true };
    private static readonly Option<string> Value = new("--value") { Description = "What the source should have given, written as the source writes it; by prompt or --value-file it stays out of the shell's history." };
    private static readonly Option<FileInfo> ValueFile = new("--value-file") { Description = "File that holds the value." };

    public static Command Fix()
    {
        var field = new Option<string>("--field") { Description = "The raw field: its name, or a path such as move.date or lines[1].amount.", Required = true };
        var command = new Command("fix", "Corrects one field of a record and maps it at once. The fix is applied at every reading while the source still has the old value; who fixes a record may not approve a release with it.")
        {
            QuarantineCommands.Record, field, Value, ValueFile, Reason, WorkspaceCommands.As, Credentials.PassphraseFile,
        };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var actor = Credentials.Actor(verb, session);
            var outcome = await session.Engine.Fixes.FixAsync(verb.Get(QuarantineCommands.Record), verb.Get(field)!, NewValue(verb), verb.Get(Reason)!, actor, verb.Stop);
            verb.Screen.JsonOnly(outcome);
            Say(verb.Screen, outcome);
            return outcome.Cured ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    public static Command Dismiss()
    {
        var command = new Command("dismiss", "Lets a record wait no longer; it is not mapped until its source changes it.") { QuarantineCommands.Record, Reason, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var item = await session.Engine.Quarantine.DismissAsync(verb.Get(QuarantineCommands.Record), verb.Get(Reason)!, Credentials.Actor(verb, session), verb.Stop);
            verb.Screen.Thing(item, ("dismissed", item.Key), ("by", item.DismissedBy));
            verb.Screen.Say("It comes back when its source changes it; a row of it that was mapped before stays marked as stale. `backoffice quarantine reopen` takes this back.");
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Reopen()
    {
        var command = new Command("reopen", "Takes the last decision on a record back, its dismissal or its fixes, and maps it at once as its source gave it.") { QuarantineCommands.Record, Reason, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var outcome = await session.Engine.Reopenings.ReopenAsync(verb.Get(QuarantineCommands.Record), verb.Get(Reason)!, Credentials.Actor(verb, session), verb.Stop);
            verb.Screen.JsonOnly(outcome);
            Say(verb.Screen, outcome);
            return outcome.Waits ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static string NewValue(Verb verb)
    {
        if (verb.Get(Value) is { } given) return given;
        if (verb.Get(ValueFile) is { } file)
            return file.Exists ? File.ReadAllText(file.FullName).TrimEnd('\r', '\n') : throw new CliException("value.missing", $"There is no file {file.FullName}.");
        return Console.IsInputRedirected
            ? throw new CliException("value.missing", "Give the value by --value-file, --value or at the prompt.")
            : AnsiConsole.Prompt(new TextPrompt<string>("New value:").AllowEmpty());
    }

    private static void Say(Screen screen, ReopeningOutcome outcome)
    {
        if (screen.Json) return;
        var taken = outcome.Withdrawn.Count == 0 ? "dismissal" : $"fix of {string.Join(", ", outcome.Withdrawn)}";
        screen.Say($"reopened {outcome.Item.Key}; taken back: {taken}. The record {(outcome.Waits ? "waits:" : "is mapped.")}");
        if (!outcome.Waits) return;
        QuarantineCommands.SayIssues(screen, outcome.Item);
        if (outcome.Withdrawn.Count > 0) screen.Say("What was mapped with a fix stays, marked as stale, until the record is mapped without it.");
    }

    private static void Say(Screen screen, FixOutcome outcome)
    {
        if (screen.Json) return;
        screen.Say(outcome.Cured ? $"fixed    {outcome.Path} of {outcome.Item.Key}; the record is mapped." : $"fixed    {outcome.Path} of {outcome.Item.Key}; the record still waits:");
        if (!outcome.Cured) QuarantineCommands.SayIssues(screen, outcome.Item);
        if (outcome.IsOfKey) screen.Say("The field is part of the record's key in its source, and the record keeps the key it came with. Once the source corrects it, the record comes under another key: the old one goes with `sync: full`; else take this fix back by `backoffice quarantine reopen`.");
    }
}
