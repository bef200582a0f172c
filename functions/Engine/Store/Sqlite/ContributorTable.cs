using BackOffice.Integration.Engine.Inbound;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Which raw records tell of an entity that has many, within one commit.</summary>
internal sealed class ContributorTable : IDisposable
{
    private readonly InboundCommit commit;
    private readonly SqliteStatement upsert;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement ofRaw;
    private readonly SqliteStatement greatest;

    public ContributorTable(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        upsert = new(connection, """
            INSERT INTO entity_raw (entity, connection, source_key, raw_stream, raw_key, order_key, row_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT DO UPDATE SET order_key = ?6, row_hash = ?7
            """);
        remove = new(connection, "DELETE FROM entity_raw WHERE entity = ?1 AND connection = ?2 AND source_key = ?3 AND raw_stream = ?4 AND raw_key = ?5");
        ofRaw = new(connection, "SELECT entity, source_key FROM entity_raw WHERE raw_key = ?3 AND connection = ?1 AND raw_stream = ?2");
        greatest = new(connection, "SELECT raw_stream, raw_key, order_key, row_hash FROM entity_raw WHERE entity = ?1 AND connection = ?2 AND source_key = ?3 ORDER BY order_key DESC, raw_key DESC LIMIT 1");
    }

    public void Write(string entity, string key, string rawKey, string orderKey, ulong hash) =>
        At(upsert, entity, key, rawKey).Bind(6, orderKey).Bind(7, hash).Execute();

    public void Remove(string entity, string key, string rawKey) => At(remove, entity, key, rawKey).Execute();

    public IReadOnlyList<(string Entity, string Key)> OfRaw(string rawKey)
    {
        List<(string, string)> entities = [];
        ofRaw.Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream).Bind(3, rawKey);
        while (ofRaw.Step()) entities.Add((ofRaw.Text(0), ofRaw.Text(1)));
        return entities;
    }

    /// <summary>The record that wins: the greatest order, ties by raw key.</summary>
    public Contributor? Greatest(string entity, string key)
    {
        if (!greatest.Bind(1, entity).Bind(2, commit.Stream.Connection).Bind(3, key).Step()) return null;
        var found = new Contributor(greatest.Text(0), greatest.Text(1), greatest.Text(2), HashBytes.Read(greatest.Blob(3)));
        greatest.Reset();
        return found;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[upsert, remove, ofRaw, greatest]) statement.Dispose();
    }

    private SqliteStatement At(SqliteStatement statement, string entity, string key, string rawKey) =>
        statement.Bind(1, entity).Bind(2, commit.Stream.Connection).Bind(3, key).Bind(4, commit.Stream.Stream).Bind(5, rawKey);
}

/// <summary>A raw record that tells of an entity, and the hash of what it tells.</summary>
internal sealed record Contributor(string RawStream, string RawKey, string OrderKey, ulong Hash);
