using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Writes one inbound commit, step by step, inside one transaction.</summary>
internal sealed class InboundTransaction(SqliteConnection connection, SqliteTransaction transaction, InboundCommit commit)
{
    public CommitOutcome Write()
    {
        SqliteLeases.Hold(connection, transaction, commit.Lease, commit.At);
        var (deleted, held, replaced) = WriteRecords();
        WriteState();
        if (commit.End?.Taken is { } file) WriteTaken(file);
        var counts = new RunCounts(commit.Batch.Read, commit.Batch.Mapped.Count, commit.Batch.Unchanged.Count + commit.Batch.Dismissed.Count, commit.Batch.Quarantined.Count, deleted);
        return new(CommitLog.Write(connection, transaction, commit, counts), counts, held) { Replaced = replaced };
    }

    private (long Deleted, long Held, IReadOnlyList<ReplacedPeriod> Replaced) WriteRecords()
    {
        using var raw = new RawTable(connection, commit);
        using var entities = new EntityWriter(connection, commit);
        using var quarantine = new QuarantineTable(connection, commit);
        using var seen = new SeenTable(connection, commit);
        using var fixes = new FixTable(connection, commit);
        using var periods = commit.Batch.Periods is null ? null : new PeriodTable(connection, commit);
        var batch = commit.Batch;

        // Entities first: the image that history keeps still names the original of before.
        entities.Write(batch.Mapped);
        foreach (var record in batch.Mapped)
        {
            raw.Write(record);
            fixes.Write(record);
            if (commit.Retells && quarantine.Waits(record.Key)) entities.MarkStale(record.Key);
            else quarantine.Close(record.Key);
        }

        seen.Write(batch.Unchanged);
        foreach (var fix in batch.Lapsed) fixes.Lapse(fix);
        foreach (var key in batch.Dismissed) raw.Keep(key);
        foreach (var record in batch.Quarantined)
        {
            raw.Keep(record.Key);
            entities.MarkStale(record.Key);
            quarantine.Open(record);
        }

        var (gone, held) = Gone(raw);
        var replaced = Replaced(periods, quarantine);
        IReadOnlyList<string> removed = [.. batch.Deleted, .. gone, .. replaced.SelectMany(period => period.Gone)];
        Remove(raw, entities, quarantine, removed);
        if (commit.End?.DeleteGuard is not null && held == 0) quarantine.CloseEarlier();
        foreach (var period in replaced.Where(period => period.Held == 0)) quarantine.CloseEarlier(period.Period);
        if (commit.End is not null) seen.Sweep();
        return (removed.Count, held, replaced);
    }

    /// <summary>What a complete snapshot lacks: to be deleted, or held by the guard.</summary>
    private (IReadOnlyList<string> Gone, long Held) Gone(RawTable raw)
    {
        if (commit.End?.DeleteGuard is not { } guard) return ([], 0);
        var limit = raw.CountLive() * guard;
        var (keys, count) = raw.Gone(limit);
        return (keys, count > limit ? count : 0);
    }

    /// <summary>What the file lacks of the periods it gave, each for itself: to be deleted, or held by the guard.</summary>
    private IReadOnlyList<ReplacedPeriod> Replaced(PeriodTable? periods, QuarantineTable quarantine)
    {
        periods?.Give(commit.Batch.Periods!);
        if (periods is null || commit.End?.PeriodGuard is not { } guard) return [];
        var given = periods.Given();
        if (given is [var only]) quarantine.Place(only);
        IReadOnlyList<ReplacedPeriod> replaced = [.. given.Select(period => periods.Replace(period, guard))];
        periods.Sweep();
        return replaced;
    }

    private static void Remove(RawTable raw, EntityWriter entities, QuarantineTable quarantine, IReadOnlyCollection<string> keys)
    {
        entities.Remove(keys);
        foreach (var key in keys)
        {
            raw.Remove(key);
            quarantine.Close(key);
        }
    }

    private void WriteState() => connection.Execute(
        """
        INSERT INTO stream_state (pipeline, stream, slice, checkpoint, generation, snapshot_complete, commit_id, run_id, since)
        VALUES (@Pipeline, @Stream, @Slice, @Checkpoint, @Generation, @Complete, @Commit, @RunId, @Since)
        ON CONFLICT DO UPDATE SET checkpoint = @Checkpoint, generation = @Generation, snapshot_complete = @Complete, commit_id = @Commit, run_id = @RunId, since = @Since
        """,
        new
        {
            commit.Stream.Pipeline,
            commit.Stream.Stream,
            commit.Stream.Slice,
            Checkpoint = commit.Checkpoint.Token,
            commit.Generation,
            Complete = commit.End is not null,
            Commit = commit.Id.ToString(),
            RunId = commit.RunId.ToString(),
            Since = commit.Since?.Token,
        },
        transaction);

    private void WriteTaken(TakenFile file) => connection.Execute(
        "INSERT OR REPLACE INTO file_taken (pipeline, connection, sha256, name, size, mtime, run_id) VALUES (@Pipeline, @Connection, @Sha256, @Name, @Length, @ModifiedAt, @RunId)",
        new
        {
            commit.Stream.Pipeline,
            commit.Stream.Connection,
            Sha256 = Convert.FromHexString(file.Sha256),
            file.Name,
            file.Length,
            ModifiedAt = Micros.Of(file.ModifiedAt),
            RunId = commit.RunId.ToString(),
        },
        transaction);
}
