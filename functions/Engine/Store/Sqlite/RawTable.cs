using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The raw index within one commit.</summary>
internal sealed class RawTable : IDisposable
{
    private readonly InboundCommit commit;
    private readonly SqliteStatement upsert;
    private readonly SqliteStatement touch;
    private readonly SqliteStatement keep;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement countLive;
    private readonly SqliteStatement gone;

    public RawTable(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        const string Key = "connection = ?1 AND stream = ?2 AND \"key\" = ?3";
        upsert = new(connection, """
            INSERT INTO raw (connection, stream, "key", raw_hash, landing_id, position, generation, deleted, commit_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)
            ON CONFLICT DO UPDATE SET raw_hash = ?4, landing_id = ?5, position = ?6, generation = ?7, deleted = 0, commit_id = ?8
            """);
        touch = new(connection, $"UPDATE raw SET landing_id = ?4, position = ?5, generation = ?6 WHERE {Key}");
        keep = new(connection, $"UPDATE raw SET generation = ?4 WHERE {Key}");
        remove = new(connection, $"UPDATE raw SET deleted = 1, commit_id = ?4 WHERE {Key}");
        countLive = new(connection, "SELECT count(*), coalesce(sum(generation < ?3), 0) FROM raw WHERE connection = ?1 AND stream = ?2 AND deleted = 0");
        gone = new(connection, "SELECT \"key\" FROM raw WHERE connection = ?1 AND stream = ?2 AND deleted = 0 AND generation < ?3");
    }

    public void Write(MappedRecord record) => At(upsert, record.Key)
        .Bind(4, record.RawHash).Bind(5, commit.LandingId.ToString()).Bind(6, PositionText.Of(record.Position))
        .Bind(7, commit.Generation).Bind(8, commit.Id.ToString()).Execute();

    /// <summary>Unchanged, but seen: its original is now the newer one.</summary>
    public void Touch(SeenRecord record) => At(touch, record.Key)
        .Bind(4, commit.LandingId.ToString()).Bind(5, PositionText.Of(record.Position)).Bind(6, commit.Generation).Execute();

    /// <summary>Seen, but not mapped: the index goes on naming the last good original.</summary>
    public void Keep(string key) => At(keep, key).Bind(4, commit.Generation).Execute();

    public void Remove(string key) => At(remove, key).Bind(4, commit.Id.ToString()).Execute();

    /// <summary>How many records live, and how many of them this generation has not seen.</summary>
    public (long Live, long Gone) Count()
    {
        At(countLive).Bind(3, commit.Generation).Step();
        var counts = (countLive.Number(0), countLive.Number(1));
        countLive.Reset();
        return counts;
    }

    public IReadOnlyList<string> GoneKeys()
    {
        List<string> keys = [];
        At(gone).Bind(3, commit.Generation);
        while (gone.Step()) keys.Add(gone.Text(0));
        return keys;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[upsert, touch, keep, remove, countLive, gone]) statement.Dispose();
    }

    private SqliteStatement At(SqliteStatement statement) => statement.Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream);

    private SqliteStatement At(SqliteStatement statement, string key) => At(statement).Bind(3, key);
}
