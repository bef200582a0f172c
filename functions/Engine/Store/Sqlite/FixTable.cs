using BackOffice.Integration.Engine.Inbound;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Which fixes a record was mapped with, and which have lapsed, within one commit.</summary>
internal sealed class FixTable : IDisposable
{
    private readonly InboundCommit commit;
    private readonly SqliteStatement insert;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement lapse;
    private readonly HashSet<string> applied = [];

    public FixTable(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        insert = new(connection, "INSERT INTO raw_fix (connection, stream, \"key\", fix_id, commit_id) VALUES (?1, ?2, ?3, ?4, ?5)");
        remove = new(connection, "DELETE FROM raw_fix WHERE connection = ?1 AND stream = ?2 AND \"key\" = ?3");
        lapse = new(connection, $"UPDATE fix SET lapsed_commit = ?2 WHERE id = ?1 AND {FixRow.InForce}");
        using var keys = new SqliteStatement(connection, "SELECT DISTINCT \"key\" FROM raw_fix WHERE connection = ?1 AND stream = ?2");
        keys.Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream);
        while (keys.Step()) applied.Add(keys.Text(0));
    }

    public void Write(MappedRecord record)
    {
        if (applied.Contains(record.Key)) remove.Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream).Bind(3, record.Key).Execute();
        foreach (var fix in record.Fixes) insert.Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream).Bind(3, record.Key).Bind(4, fix).Bind(5, commit.Id).Execute();
    }

    public void Lapse(Guid fix) => lapse.Bind(1, fix).Bind(2, commit.Id).Execute();

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[insert, remove, lapse]) statement.Dispose();
    }
}
