using System.Text.Json;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Records that wait to be fixed, within one commit.</summary>
internal sealed class QuarantineTable : IDisposable
{
    private readonly InboundCommit commit;
    private readonly SqliteStatement open;
    private readonly SqliteStatement close;
    private readonly SqliteStatement end;
    private readonly SqliteStatement earlier;
    private readonly SqliteStatement earlierOf;
    private readonly SqliteStatement place;
    private readonly HashSet<string> waiting = [];
    private readonly HashSet<string> dismissed = [];

    public QuarantineTable(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        open = new(connection, """
            INSERT INTO quarantine (id, pipeline, connection, stream, "key", raw_hash, landing_id, position, issues, mapping_hash, state, opened_commit, owner, period)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'Opened', ?11, ?12, ?13)
            ON CONFLICT (pipeline, stream, "key") WHERE state = 'Opened' DO UPDATE SET raw_hash = ?6, landing_id = ?7, position = ?8, issues = ?9, mapping_hash = ?10, owner = ?12, period = ?13, tries = tries + 1
            """);
        close = new(connection, "UPDATE quarantine SET state = 'Resolved', closed_commit = ?4 WHERE pipeline = ?1 AND stream = ?2 AND \"key\" = ?3 AND state = 'Opened'");
        end = new(connection, "UPDATE quarantine SET closed_commit = ?4 WHERE pipeline = ?1 AND stream = ?2 AND \"key\" = ?3 AND state = 'Dismissed' AND closed_commit IS NULL");
        const string Waiting = "pipeline = ?1 AND stream = ?2 AND state = 'Opened'";
        const string Own = "(landing_id = ?3 OR landing_id IN (SELECT id FROM landing WHERE run_id = ?4))";
        earlier = new(connection, $"UPDATE quarantine SET state = 'Resolved', closed_commit = ?5 WHERE {Waiting} AND NOT {Own}");
        earlierOf = new(connection, $"UPDATE quarantine SET state = 'Resolved', closed_commit = ?5 WHERE {Waiting} AND NOT {Own} AND period = ?6");
        place = new(connection, $"UPDATE quarantine SET period = ?6 WHERE {Waiting} AND {Own} AND period IS NULL");
        ReadKeys(connection, "state = 'Opened'", waiting);
        ReadKeys(connection, "state = 'Dismissed' AND closed_commit IS NULL", dismissed);
    }

    public void Open(QuarantinedRecord record)
    {
        EndDismissal(record.Key);
        open
            .Bind(1, Guid.CreateVersion7().ToString()).Bind(2, commit.Stream.Pipeline).Bind(3, commit.Stream.Connection).Bind(4, commit.Stream.Stream)
            .Bind(5, record.Key).Bind(6, record.RawHash).Bind(7, commit.LandingId.ToString()).Bind(8, PositionText.Of(record.Position))
            .Bind(9, JsonSerializer.Serialize(record.Issues, JsonSerializerOptions.Web)).Bind(10, commit.MappingHash).Bind(11, commit.Id.ToString())
            .Bind(12, record.Issues.FirstOrDefault(issue => issue.Owner is not null)?.Owner ?? commit.Owner)
            .Bind(13, record.Period)
            .Execute();
    }

    public bool Waits(string key) => waiting.Contains(key) || dismissed.Contains(key);

    /// <summary>The record maps now, or is gone: whatever waited under its key is done.</summary>
    public void Close(string key)
    {
        EndDismissal(key);
        if (waiting.Contains(key))
            close.Bind(1, commit.Stream.Pipeline).Bind(2, commit.Stream.Stream).Bind(3, key).Bind(4, commit.Id.ToString()).Execute();
    }

    /// <summary>A complete snapshot has been read: what waits from originals before it is done.</summary>
    public void CloseEarlier() => Bind(earlier).Execute();

    /// <summary>A whole period has been read: what waits of it from originals before is done.</summary>
    public void CloseEarlier(string period) => Bind(earlierOf).Bind(6, period).Execute();

    /// <summary>The file gave one period only: what waits of it belongs there, though its day cannot be read.</summary>
    public void Place(string period) => Bind(place).Bind(6, period).Execute();

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[open, close, end, earlier, earlierOf, place]) statement.Dispose();
    }

    private SqliteStatement Bind(SqliteStatement statement) => statement
        .Bind(1, commit.Stream.Pipeline).Bind(2, commit.Stream.Stream).Bind(3, commit.LandingId.ToString()).Bind(4, commit.RunId.ToString()).Bind(5, commit.Id.ToString());

    // The source has changed what was dismissed, or taken it back.
    private void EndDismissal(string key)
    {
        if (dismissed.Contains(key))
            end.Bind(1, commit.Stream.Pipeline).Bind(2, commit.Stream.Stream).Bind(3, key).Bind(4, commit.Id.ToString()).Execute();
    }

    private void ReadKeys(SqliteConnection connection, string state, HashSet<string> into)
    {
        using var keys = new SqliteStatement(connection, $"SELECT \"key\" FROM quarantine WHERE pipeline = ?1 AND stream = ?2 AND {state}");
        keys.Bind(1, commit.Stream.Pipeline).Bind(2, commit.Stream.Stream);
        while (keys.Step()) into.Add(keys.Text(0));
    }
}
