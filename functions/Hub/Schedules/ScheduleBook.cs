using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Hangfire;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>Keeps the calendar in step with the workspace published last, and starts what is due.</summary>
internal sealed class ScheduleBook(HubEngine engine, RunQueue queue, IRecurringJobManager calendar, ILogger<ScheduleBook> log)
{
    private IReadOnlyList<(string Name, string Cron, string Zone)> entered = [];

    /// <summary>Enters new schedules, strikes out old ones, and fires what fell due while nobody looked.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var schedules = await engine.Schedules.ListAsync(ct);
        IReadOnlyList<(string Name, string Cron, string Zone)> wanted = [.. schedules.Select(schedule => (schedule.Name, schedule.Cron, schedule.Zone))];
        if (wanted.SequenceEqual(entered)) return;
        foreach (var gone in entered.Except(wanted)) calendar.RemoveIfExists(IdOf(gone.Name));
        foreach (var schedule in schedules.Where(schedule => !entered.Contains((schedule.Name, schedule.Cron, schedule.Zone)))) await EnterAsync(schedule, ct);
        entered = wanted;
    }

    /// <summary>Starts the pipeline if it is due; any further call for the same instant does nothing.</summary>
    public async Task FireAsync(string name, CancellationToken ct)
    {
        var tickets = await engine.Schedules.FireAsync(name, Beat.Settle, ct);
        foreach (var ticket in tickets.Where(ticket => ticket.Created)) log.RunQueued(ticket.RunId, ticket.Pipeline, "schedule");
        if (tickets.Count > 0) await queue.FillAsync(ct);
    }

    private async Task EnterAsync(DueSchedule schedule, CancellationToken ct)
    {
        if (schedule.IsExport)
        {
            log.ExportByHand(schedule.Name);
            return;
        }

        await FireAsync(schedule.Name, ct);
        calendar.AddOrUpdate<RunJobs>(
            IdOf(schedule.Name),
            job => job.FireAsync(schedule.Name, CancellationToken.None),
            schedule.Cron,
            new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone) });
        log.ScheduleEntered(schedule.Name, schedule.NextDue);
    }

    private static string IdOf(string name) => $"schedule:{name}";
}
