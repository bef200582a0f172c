using BackOffice.Integration.Engine.Store;
using Cronos;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Starts what is due: one run per instant, however often it is asked.</summary>
public sealed class ScheduleDesk
{
    private readonly IScheduleStore schedules;
    private readonly RunStarter starter;
    private readonly TimeProvider clock;

    internal ScheduleDesk(IScheduleStore schedules, RunStarter starter, TimeProvider clock) =>
        (this.schedules, this.starter, this.clock) = (schedules, starter, clock);

    /// <summary>Schedules of the workspace published last, by name.</summary>
    public Task<IReadOnlyList<DueSchedule>> ListAsync(CancellationToken ct) => schedules.ListAsync(ct);

    /// <summary>Starts the pipeline if its schedule is due, then moves the schedule on; of several instants missed, the last one stands for all.</summary>
    /// <param name="settle">How long a file must have stood still.</param>
    public async Task<IReadOnlyList<RunTicket>> FireAsync(string name, TimeSpan settle, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await schedules.ListAsync(ct)).FirstOrDefault(row => row.Name == name) is not { IsExport: false, NextDue: { } due } schedule || due > now) return [];
        var (cron, zone) = (CronExpression.Parse(schedule.Cron), TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone));
        var occurrence = cron.GetOccurrences(due, now, zone, fromInclusive: true, toInclusive: true).LastOrDefault(due);
        // Started before the schedule moves on: a crash between the two asks for the same occurrence again.
        var tickets = await starter.StartAsync(new(name, "schedule", Settle: settle) { Due = occurrence }, ct);
        await schedules.AdvanceAsync(schedule, cron.GetNextOccurrence(now, zone), ct);
        return tickets;
    }
}

/// <summary>A schedule and when it is due next.</summary>
/// <param name="Name">A pipeline, or an export as <c>export:name</c>.</param>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">IANA name.</param>
public sealed record DueSchedule(string Name, string Cron, string Zone, DateTimeOffset? NextDue)
{
    /// <summary>An export's draft is somebody's act, so its schedule only reminds.</summary>
    public bool IsExport => Name.StartsWith("export:", StringComparison.Ordinal);

    /// <summary>When it is due up to a moment, the next time first.</summary>
    public IReadOnlyList<DateTimeOffset> DueUpTo(DateTimeOffset until) => NextDue is { } next && next <= until
        ? [.. CronExpression.Parse(Cron).GetOccurrences(next, until, TimeZoneInfo.FindSystemTimeZoneById(Zone), fromInclusive: true, toInclusive: true)]
        : [];
}
