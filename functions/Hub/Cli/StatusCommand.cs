using System.CommandLine;
using BackOffice.Integration.Hub.Api;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The hub at a glance.</summary>
internal static class StatusCommand
{
    public static Command Status()
    {
        var command = new Command("status", "Shows each pipeline's last run, what waits for somebody, and what is due next.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var status = await HubStatus.ReadAsync(session.Engine, verb.Stop);
            verb.Screen.JsonOnly(status);
            if (!verb.Screen.Json) Show(verb.Screen, status);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Screen screen, HubStatus status)
    {
        screen.Title("Last runs");
        screen.Rows(
            status.Pipelines,
            status.Workspace is null ? "No workspace has been published; run `backoffice publish`." : "The workspace has no pipelines.",
            ("pipeline", line => line.Pipeline),
            ("state", line => line.Last is null ? "never ran" : line.Last.State),
            ("started", line => line.Last?.StartedAt),
            ("read", line => line.Last?.Counts.Read),
            ("quarantined", line => line.Last?.Counts.Quarantined),
            ("error", line => line.Last?.ErrorCode));
        screen.Title("What waits for somebody");
        screen.Rows(status.Waiting, "Nothing waits.", ("what", line => line.What), ("how many", line => line.Count), ("next", line => line.Next));
        screen.Title("Due next");
        screen.Rows(
            status.Schedules,
            "No schedules.",
            ("schedule", line => line.Name),
            ("due", line => line.NextDue),
            ("cron", line => line.Cron),
            ("zone", line => line.Zone),
            ("", line => line.IsExport ? "reminds; a draft is made by an actor" : ""));
    }
}
