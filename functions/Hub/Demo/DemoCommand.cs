using System.CommandLine;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Demo;

/// <summary>The main job in one command: ledgers, staff, stock and tickets, up to a delivered payroll file and the figures that finance receives.</summary>
internal static class DemoCommand
{
    private const string Export = "payroll";
    private const string Pack = "finance";
    private const string Month = "2026-10";

    public static Command Demo()
    {
        var fresh = new Option<bool>("--fresh") { Description = "Deletes ./backoffice-demo first." };
        var command = new Command("demo", "Runs the main job in ./backoffice-demo: read, map, check, approve, deliver, explain.") { fresh };
        command.Runs(async verb =>
        {
            var folder = DemoFolder.Prepare(verb.Get(fresh));
            await using var session = await HubSession.OpenAsync(folder, verb.Stop);
            var actors = await DemoActors.OpenAsync(session, folder, verb.Stop);
            var published = await session.Engine.Publisher.PublishAsync(folder, actors.Clerk, verb.Stop);
            if (published.Workspace is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, published.Errors);
            var runs = await new RunProgress(session.Engine, verb.Screen).RunAsync([.. workspace.Pipelines.Keys.Order()], "hand", verb.Stop);
            var drafted = await session.Engine.Drafts.DraftAsync(Export, Engine.Datasets.Period.Parse(Month), actors.Clerk, verb.Stop);
            if (drafted is { Created: true, State: ReleaseState.Submitted }) await ReleaseAsync(session, drafted.Release, actors, verb.Stop);
            var pack = await session.Engine.Drafts.DraftAsync(Pack, Engine.Datasets.Period.Parse(Month), actors.Clerk, verb.Stop);
            await new DemoReport(session, verb.Screen, Path.GetFileName(folder)).ShowAsync(runs, drafted, pack, verb.Stop);
            return ExitCode.Ok;
        });
        return command;
    }

    // The same moves, through the same checks, as any two people would make.
    private static async Task ReleaseAsync(HubSession session, string release, DemoActors actors, CancellationToken ct)
    {
        foreach (var approver in actors.Approvers) await session.Engine.Releases.ApproveAsync(release, null, approver, ct);
        await session.Engine.Seals.SealAsync(release, actors.Approvers[0], ct);
        await session.Engine.Deliveries.DeliverAsync(release, actors.Approvers[0], ct);
    }
}
