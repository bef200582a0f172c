using System.CommandLine;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on runs.</summary>
internal static class RunCommands
{
    /// <summary><c>run PIPELINE</c> runs; <c>run list</c> and <c>run show</c> look.</summary>
    public static Command Run()
    {
        var command = PipelineCommands.RunVerb("run");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Show());
        return command;
    }

    private static Command List()
    {
        var pipeline = new Option<string>("--pipeline") { Description = "Only runs of this pipeline." };
        var limit = new Option<int>("--limit") { Description = "How many, newest first.", DefaultValueFactory = _ => 20 };
        var command = new Command("list", "Lists runs, newest first.") { pipeline, limit };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            verb.Screen.Rows(
                await session.Engine.Runs.ListAsync(verb.Get(pipeline), verb.Get(limit), verb.Stop),
                "There are no runs yet; `backoffice run` starts them.",
                ("run", run => run.Id),
                ("pipeline", run => run.Pipeline),
                ("state", run => run.State),
                ("started", run => run.StartedAt),
                ("attempt", run => run.Attempt),
                ("read", run => run.Counts.Read),
                ("mapped", run => run.Counts.Mapped),
                ("quarantined", run => run.Counts.Quarantined),
                ("error", run => run.ErrorCode));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("run") { Description = "Id of the run, or its beginning." };
        var command = new Command("show", "Shows one run with its totals.") { id };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var detail = await session.Engine.Runs.ShowAsync(verb.Get(id), verb.Stop);
            verb.Screen.Thing(detail, [.. Lines(detail)]);
            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<(string, object?)> Lines(RunDetail detail)
    {
        var run = detail.Run;
        return
        [
            ("run", run.Id.ToString()), ("pipeline", run.Pipeline), ("occurrence", run.Occurrence), ("trigger", run.Trigger), ("state", run.State), ("attempt", run.Attempt),
            ("started", run.StartedAt), ("ended", run.EndedAt), ("error", run.ErrorCode),
            ("read", run.Counts.Read), ("mapped", run.Counts.Mapped), ("unchanged", run.Counts.Unchanged), ("quarantined", run.Counts.Quarantined), ("deleted", run.Counts.Deleted),
            ("findings", detail.Findings),
            .. detail.Totals.OrderBy(total => total.Key, StringComparer.Ordinal).Select(total => ($"total {total.Key}", (object?)total.Value)),
        ];
    }
}
