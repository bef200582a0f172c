using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The raw index within one commit.</summary>
internal sealed class RawTable : IDisposable
{
    private readonly SqliteStatement upsert;
    private readonly SqliteStatement touch;
    private readonly SqliteStatement keep;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement countLive;
    private readonly SqliteStatement gone;

    public RawTable(SqliteConnection connection, InboundCommit commit)
    {
        const string Key = "connection = ?1 AND stream = ?2 AND \"key\" = ?3";
        upsert = Prepare("""
            INSERT INTO raw (connection, stream, "key", raw_hash, landing_id, position, generation, deleted, commit_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)
            ON CONFLICT DO UPDATE SET raw_hash = ?4, landing_id = ?5, position = ?6, generation = ?7, deleted = 0, commit_id = ?8
            """).Bind(5, commit.LandingId).Bind(7, commit.Generation).Bind(8, commit.Id);
        touch = Prepare($"UPDATE raw SET landing_id = ?4, position = ?5, generation = ?6 WHERE {Key}").Bind(4, commit.LandingId).Bind(6, commit.Generation);
        keep = Prepare($"UPDATE raw SET generation = ?4 WHERE {Key}").Bind(4, commit.Generation);
        remove = Prepare($"UPDATE raw SET deleted = 1, commit_id = ?4 WHERE {Key}").Bind(4, commit.Id);
        countLive = Prepare("SELECT count(*), coalesce(sum(generation < ?3), 0) FROM raw WHERE connection = ?1 AND stream = ?2 AND deleted = 0").Bind(3, commit.Generation);
        gone = Prepare("SELECT \"key\" FROM raw WHERE connection = ?1 AND stream = ?2 AND deleted = 0 AND generation < ?3").Bind(3, commit.Generation);

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream);
    }

    public void Write(MappedRecord record) => BindPosition(upsert, 6, record.Position).Bind(3, record.Key).Bind(4, record.RawHash).Execute();

    /// <summary>Unchanged, but seen: its original is now the newer one.</summary>
    public void Touch(SeenRecord record) => BindPosition(touch, 5, record.Position).Bind(3, record.Key).Execute();

    /// <summary>Seen, but not mapped: the index goes on naming the last good original.</summary>
    public void Keep(string key) => keep.Bind(3, key).Execute();

    public void Remove(string key) => remove.Bind(3, key).Execute();

    /// <summary>How many records live, and how many of them this generation has not seen.</summary>
    public (long Live, long Gone) Count()
    {
        countLive.Step();
        var counts = (countLive.Number(0), countLive.Number(1));
        countLive.Reset();
        return counts;
    }

    public IReadOnlyList<string> GoneKeys()
    {
        List<string> keys = [];
        while (gone.Step()) keys.Add(gone.Text(0));
        return keys;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[upsert, touch, keep, remove, countLive, gone]) statement.Dispose();
    }

    private static SqliteStatement BindPosition(SqliteStatement statement, int place, Position position)
    {
        Span<byte> text = stackalloc byte[PositionText.MaxLength];
        return statement.BindText(place, PositionText.Write(position, text));
    }
}
