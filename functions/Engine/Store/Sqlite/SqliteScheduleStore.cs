using BackOffice.Integration.Engine.Runs;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Schedules in SQLite.</summary>
internal sealed class SqliteScheduleStore(SqliteDatabase database) : IScheduleStore
{
    public async Task<IReadOnlyList<DueSchedule>> ListAsync(CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(string Name, string Cron, string Zone, long? NextDue)>(new CommandDefinition(
            "SELECT name, cron, zone, next_due FROM schedule ORDER BY name", cancellationToken: ct));
        return [.. rows.Select(row => new DueSchedule(row.Name, row.Cron, row.Zone, row.NextDue is { } due ? Micros.ToInstant(due) : null))];
    }

    public Task AdvanceAsync(DueSchedule schedule, DateTimeOffset? next, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE schedule SET next_due = @next WHERE name = @Name AND cron = @Cron AND zone = @Zone AND next_due = @was",
            new { schedule.Name, schedule.Cron, schedule.Zone, next = next is { } at ? Micros.Of(at) : (long?)null, was = Micros.Of(schedule.NextDue!.Value) },
            transaction),
        ct);
}
