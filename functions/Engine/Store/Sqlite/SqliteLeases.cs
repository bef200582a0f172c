using BackOffice.Integration.Engine.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Leases in the store: one holder per resource, a greater fence for each.</summary>
internal sealed class SqliteLeases(SqliteDatabase database) : ILeases
{
    public Task<Lease> TakeAsync(string resource, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            var owner = LeaseOwner.Current.ToString();
            var held = connection.QuerySingleOrDefault<(string Owner, long Fence, long Until)?>("SELECT owner, fence, until FROM lease WHERE resource = @resource", new { resource }, transaction);
            if (held is { } other && other.Until > Micros.Of(now) && LeaseOwner.Parse(other.Owner).MayLive)
                throw new LeaseLostException($"{resource} is being worked on by {other.Owner} until {Micros.ToInstant(other.Until):yyyy-MM-dd HH:mm:ss}Z; wait for it or stop that process.");
            var fence = (held?.Fence ?? 0) + 1;
            connection.Execute(
                "INSERT INTO lease (resource, owner, fence, until) VALUES (@resource, @owner, @fence, @until) ON CONFLICT DO UPDATE SET owner = @owner, fence = @fence, until = @until",
                new { resource, owner, fence, until = Micros.Of(now + Lease.Term) },
                transaction);
            return new Lease(resource, owner, fence);
        },
        ct);

    public Task ReleaseAsync(Lease lease, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE lease SET until = 0 WHERE resource = @Resource AND fence = @Fence", new { lease.Resource, lease.Fence }, transaction),
        ct);

    /// <summary>Compares the fence and renews the term, or throws so that nothing is written.</summary>
    public static void Hold(SqliteConnection connection, SqliteTransaction transaction, Lease lease, DateTimeOffset now)
    {
        var renewed = connection.Execute(
            "UPDATE lease SET until = @until WHERE resource = @Resource AND owner = @Owner AND fence = @Fence",
            new { lease.Resource, lease.Owner, lease.Fence, until = Micros.Of(now + Lease.Term) },
            transaction);
        if (renewed == 0) throw new LeaseLostException($"{lease.Resource} was taken over by another process; this one has stopped and written nothing more.");
    }
}
