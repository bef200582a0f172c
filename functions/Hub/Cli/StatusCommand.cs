using System.CommandLine;
using BackOffice.Integration.Hub.Api;
using BackOffice.Integration.Hub.Management;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The hub at a glance.</summary>
internal static class StatusCommand
{
    private static readonly Option<string> For = new("--for") { Description = "management: what went out, what waits for whom and how long, what partners cost, what is due." };

    private static readonly Option<FileInfo> Html = new("--html") { Description = "With --for management, writes it as a page to print into this file." };

    public static Command Status()
    {
        For.AcceptOnlyFromAmong("management");
        var command = new Command("status", "Shows each pipeline's last run, what waits for somebody, and what is due next.") { For, Html };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            if (verb.Get(For) is not null) return await ForManagementAsync(verb, session);
            if (verb.Get(Html) is not null) throw new CliException("html.for-missing", "--html writes the page of --for management; name both.");
            var status = await HubStatus.ReadAsync(session.Engine, verb.Stop);
            verb.Screen.JsonOnly(status);
            if (!verb.Screen.Json) Show(verb.Screen, status);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<int> ForManagementAsync(Verb verb, HubSession session)
    {
        var status = await ManagementReading.ReadAsync(session.Engine, TimeProvider.System.GetUtcNow(), verb.Stop);
        if (verb.Get(Html) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, ManagementPage.Write(status), verb.Stop);
            verb.Screen.Say($"Written to {file.FullName}.");
            verb.Screen.JsonOnly(new { file = file.FullName });
            return ExitCode.Ok;
        }

        verb.Screen.JsonOnly(new { status.Hub, status.At, Tables = status.Tables.Select(table => new { table.Name, table.Title, Rows = table.Rows.Select(row => table.Headings.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)) }) });
        if (!verb.Screen.Json) ShowForManagement(verb.Screen, status);
        return ExitCode.Ok;
    }

    private static void ShowForManagement(Screen screen, ManagementStatus status)
    {
        foreach (var table in status.Tables)
        {
            screen.Title(table.Title);
            (string, Func<IReadOnlyList<object?>, object?>)[] columns = [.. table.Headings.Index().Select(heading => (heading.Item, (Func<IReadOnlyList<object?>, object?>)(row => row[heading.Index])))];
            screen.Rows(table.Rows, table.WhenEmpty, columns);
        }
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
