using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The raw index within one commit.</summary>
internal sealed class RawTable : IDisposable
{
    /// <summary>Of the raw record <c>r</c>: ids of the fixes it was mapped with, separated by spaces.</summary>
    public const string Fixes = """(SELECT group_concat(x.fix_id, ' ') FROM raw_fix x WHERE x.connection = r.connection AND x.stream = r.stream AND x."key" = r."key")""";

    private readonly SqliteStatement upsert;
    private readonly SqliteStatement keep;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement live;
    private readonly SqliteStatement gone;
    private readonly bool tellsPeriod;

    public RawTable(SqliteConnection connection, InboundCommit commit)
    {
        const string Key = "connection = ?1 AND stream = ?2 AND \"key\" = ?3";
        tellsPeriod = commit.Batch.Periods is not null;
        upsert = Prepare(tellsPeriod
            ? """
            INSERT INTO raw (connection, stream, "key", raw_hash, landing_id, position, generation, deleted, commit_id, period) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9)
            ON CONFLICT DO UPDATE SET raw_hash = ?4, landing_id = ?5, position = ?6, generation = ?7, deleted = 0, commit_id = ?8, period = ?9
            """
            : """
            INSERT INTO raw (connection, stream, "key", raw_hash, landing_id, position, generation, deleted, commit_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)
            ON CONFLICT DO UPDATE SET raw_hash = ?4, landing_id = ?5, position = ?6, generation = ?7, deleted = 0, commit_id = ?8
            """).Bind(5, commit.LandingId).Bind(7, commit.Generation).Bind(8, commit.Id);
        keep = Prepare($"UPDATE raw SET generation = ?4 WHERE {Key}").Bind(4, commit.Generation);
        remove = Prepare($"UPDATE raw SET deleted = 1, commit_id = ?4 WHERE {Key}").Bind(4, commit.Id);
        live = Prepare("SELECT count(*) FROM raw WHERE connection = ?1 AND stream = ?2 AND deleted = 0");
        gone = Prepare($"SELECT \"key\" FROM raw r WHERE connection = ?1 AND stream = ?2 AND deleted = 0 AND NOT {SeenTable.Since("?3")}").Bind(3, commit.Generation);

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream);
    }

    public void Write(MappedRecord record)
    {
        if (tellsPeriod) upsert.Bind(9, record.Period);
        BindPosition(upsert, 6, record.Position).Bind(3, record.Key).Bind(4, record.RawHash).Execute();
    }

    /// <summary>Seen, but not mapped: the index goes on naming the last good original.</summary>
    public void Keep(string key) => keep.Bind(3, key).Execute();

    public void Remove(string key) => remove.Bind(3, key).Execute();

    public long CountLive()
    {
        live.Step();
        var count = live.Number(0);
        live.Reset();
        return count;
    }

    /// <summary>Live records that this generation has not seen; no keys where they are more than a limit.</summary>
    public (IReadOnlyList<string> Keys, long Count) Gone(decimal limit)
    {
        List<string> keys = [];
        var count = 0L;
        while (gone.Step())
        {
            if (++count <= limit) keys.Add(gone.Text(0));
        }

        return (count <= limit ? keys : [], count);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[upsert, keep, remove, live, gone]) statement.Dispose();
    }

    private static SqliteStatement BindPosition(SqliteStatement statement, int place, Position position)
    {
        Span<byte> text = stackalloc byte[PositionText.Room(position)];
        return statement.BindText(place, PositionText.Write(position, text));
    }
}
