using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The numbered log of commits: its last two statements make the change feed gapless and in order.</summary>
internal static class CommitLog
{
    public static long Write(SqliteConnection connection, SqliteTransaction transaction, InboundCommit commit, RunCounts counts)
    {
        var number = Counter.Next(connection, transaction, "commit");
        connection.Execute(
            """
            INSERT INTO commit_log (id, commit_no, run_id, slice, fence, at, landing_id, read, mapped, unchanged, quarantined, deleted, totals)
            VALUES (@Id, @Number, @RunId, @Slice, @Fence, @At, @LandingId, @Read, @Mapped, @Unchanged, @Quarantined, @Deleted, @Totals)
            """,
            new
            {
                Id = commit.Id.ToString(),
                Number = number,
                RunId = commit.RunId.ToString(),
                commit.Stream.Slice,
                commit.Lease.Fence,
                At = Micros.Of(commit.At),
                LandingId = commit.LandingId.ToString(),
                counts.Read,
                counts.Mapped,
                counts.Unchanged,
                counts.Quarantined,
                counts.Deleted,
                Totals = JsonSerializer.Serialize(commit.Batch.Totals.ToDictionary(total => total.Key, total => total.Value.ToString(CultureInfo.InvariantCulture))),
            },
            transaction);
        return number;
    }
}
