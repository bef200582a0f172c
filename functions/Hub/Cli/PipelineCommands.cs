using System.CommandLine;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on pipelines; <c>run x</c> is short for <c>pipeline run x</c>.</summary>
internal static class PipelineCommands
{
    /// <summary>The code of a file that a run did not read.</summary>
    private const string PassedOver = "file.passed-over";

    public static Command Pipeline() => new("pipeline", "Pipelines of the published workspace.") { List(), RunVerb("run"), Totals() };

    private static Command List()
    {
        var command = new Command("list", "Lists the pipelines and their last run.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var workspace = await session.Engine.LatestAsync(verb.Stop) ?? throw new CliException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
            List<PipelineLine> lines = [];
            foreach (var pipeline in workspace.Pipelines.Values.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal))
                lines.Add(new(pipeline, await session.Engine.Runs.ListAsync(pipeline.Name, 1, verb.Stop) is [var last] ? last : null));
            verb.Screen.Rows(
                lines,
                "The workspace has no pipelines.",
                ("pipeline", line => line.Pipeline.Name),
                ("reads", line => $"{line.Pipeline.Connection}/{line.Pipeline.Stream}"),
                ("mapping", line => line.Pipeline.Mapping),
                ("schedule", line => line.Pipeline.Schedule?.Cron),
                ("last run", line => line.Last?.StartedAt),
                ("state", line => line.Last?.State));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Totals()
    {
        var command = new Command("totals", "Holds what each source said, field by field of `totals:`, against what the hub keeps.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var lines = await session.Engine.Totals.ReadAsync(verb.Stop);
            verb.Screen.Rows(
                lines,
                "There is nothing to hold against each other: no stream that was read names totals:.",
                ("pipeline", line => line.Pipeline),
                ("measure", line => line.Measure),
                ("company", line => line.Company),
                ("currency", line => line.Currency),
                ("source", line => line.Source),
                ("rounding", line => line.Rounding),
                ("by fixes", line => line.ByFix),
                ("hub", line => line.Canonical),
                ("", Verdict));
            foreach (var line in lines.Where(line => line.Canonical is null))
                verb.Screen.Say($"'{line.Measure}' becomes no amount: no mapping of its stream gives a decimal field made of it, so nothing can be held against the source. Map it, or take it out of totals:.");
            return lines.All(line => line.Ties) ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    public static string Verdict(ControlTotal line) => line.Canonical is null ? "becomes no amount" : line.Ties ? "ties" : "DIFFERS";

    /// <summary>Publishes what changed, then runs the pipelines named, or all.</summary>
    public static Command RunVerb(string name)
    {
        var pipelines = new Argument<string[]>("pipeline") { Description = "Pipelines to run; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, "Reads what waits through the mapping into the store; a run that was cut off goes on.") { pipelines, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var published = await session.Engine.Publisher.PublishAsync(session.Folder, Credentials.ActorOrHub(verb, session), verb.Stop);
            if (published.Workspace is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, published.Errors);
            if (workspace.Pipelines.Count == 0) throw new CliException("pipeline.missing", "The workspace has no pipelines yet; write one in pipelines/, as `backoffice init` shows by example.");
            string[] wanted = verb.Get(pipelines) is { Length: > 0 } named ? named : [.. workspace.Pipelines.Keys.Order()];
            var progress = new RunProgress(session.Engine, verb.Screen);
            var lines = await progress.RunAsync(wanted, "hand", verb.Stop);
            Show(verb.Screen, lines);
            foreach (var why in progress.Passed) verb.Screen.Fail(PassedOver, why);
            return Code(lines);
        });
        return command;
    }

    public static void Show(Screen screen, IReadOnlyCollection<RunLine> lines)
    {
        screen.Rows(
            lines,
            "Nothing new: no file waits.",
            ("pipeline", line => line.Pipeline),
            ("file", line => line.Repeats is null ? line.File : $"{line.File} (same content as {line.Repeats})"),
            ("state", line => line.Outcome.State),
            ("read", line => line.Outcome.Counts.Read),
            ("mapped", line => line.Outcome.Counts.Mapped),
            ("unchanged", line => line.Outcome.Counts.Unchanged),
            ("quarantined", line => line.Outcome.Counts.Quarantined),
            ("deleted", line => line.Outcome.Counts.Deleted),
            ("findings", line => line.Findings));
        foreach (var line in lines.Where(line => line.Outcome.ErrorCode is not null))
            screen.Fail(line.Outcome.ErrorCode!, $"{line.Pipeline}: {line.Outcome.Message}");
    }

    public static int Code(IReadOnlyCollection<RunLine> lines) =>
        lines.FirstOrDefault(line => line.Outcome.ErrorCode is not null) is { } failed ? ExitCode.Of(failed.Outcome.Recovery ?? Connectors.Contract.Recovery.Stop)
        : lines.Any(line => line.Outcome.Counts.Quarantined > 0) ? ExitCode.SomeoneWanted
        : ExitCode.Ok;

    private sealed record PipelineLine(Pipeline Pipeline, RunSummary? Last);
}

/// <summary>One run as a command reports it.</summary>
/// <param name="RunId">For a file that repeats another, the run of that one.</param>
internal sealed record RunLine(Guid RunId, string Pipeline, string? File, RunOutcome Outcome, long Findings)
{
    /// <summary>The file whose content this one has; it was not read.</summary>
    public string? Repeats { get; init; }
}
