using System.Globalization;
using BackOffice.Integration.Engine.Inbound;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Raw records that tell of an entity beside the record whose word stands, within one commit: otherwise, or the same.</summary>
internal sealed class DisputeTable : IDisposable
{
    private const string Row = "connection = ?1 AND entity = ?2 AND source_key = ?3 AND valid_from = ?4";

    private readonly InboundCommit commit;
    private readonly SqliteStatement insert;
    private readonly SqliteStatement contradict;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement ofRaw;
    private readonly SqliteStatement last;
    private bool any;

    public DisputeTable(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        insert = Prepare("INSERT OR IGNORE INTO entity_dispute (connection, entity, source_key, valid_from, raw_stream, raw_key, agrees) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        contradict = Prepare($"UPDATE entity_dispute SET agrees = 0 WHERE {Row} AND agrees = 1");
        remove = Prepare($"DELETE FROM entity_dispute WHERE {Row} AND raw_stream = ?5 AND raw_key = ?6");
        ofRaw = Prepare("SELECT entity, source_key, valid_from FROM entity_dispute WHERE raw_key = ?3 AND connection = ?1 AND raw_stream = ?2");
        last = Prepare($"SELECT raw_stream, raw_key FROM entity_dispute WHERE {Row} ORDER BY agrees DESC, raw_key DESC LIMIT 1");
        using var probe = Prepare("SELECT 1 FROM entity_dispute WHERE connection = ?1 LIMIT 1");
        any = probe.Step();

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection);
    }

    public void Open(DisputedRow row, string stream, string rawKey, bool agrees)
    {
        At(insert, row).Bind(5, stream).Bind(6, rawKey).Bind(7, agrees ? 1 : 0).Execute();
        any = true;
    }

    /// <summary>The word that stands is another now: who agreed with it does so no longer.</summary>
    public void Contradict(DisputedRow row)
    {
        if (any) At(contradict, row).Execute();
    }

    public void Close(DisputedRow row, string stream, string rawKey)
    {
        if (any) At(remove, row).Bind(5, stream).Bind(6, rawKey).Execute();
    }

    /// <summary>What a record of this stream tells although another's word stands.</summary>
    public IReadOnlyList<DisputedRow> OfRaw(string rawKey)
    {
        if (!any) return [];
        List<DisputedRow> rows = [];
        ofRaw.Bind(2, commit.Stream.Stream).Bind(3, rawKey);
        while (ofRaw.Step()) rows.Add(new(ofRaw.Text(0), ofRaw.Text(1), ofRaw.Text(2) is { Length: > 0 } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null));
        return rows;
    }

    /// <summary>The record whose word stands once the present one is taken back, or null.</summary>
    public (string Stream, string RawKey)? Next(DisputedRow row)
    {
        if (!any) return null;
        (string, string)? next = At(last, row).Step() ? (last.Text(0), last.Text(1)) : null;
        last.Reset();
        return next;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[insert, contradict, remove, ofRaw, last]) statement.Dispose();
    }

    private static SqliteStatement At(SqliteStatement statement, DisputedRow row) =>
        statement.Bind(2, row.Entity).Bind(3, row.Key).Bind(4, row.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
}

/// <summary>An entity, or one period of an effective-dated one, that several records tell of.</summary>
internal readonly record struct DisputedRow(string Entity, string Key, DateOnly? ValidFrom);
