using System.Data.Common;
using BackOffice.Integration.Engine.Audit;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The audit log of one SQLite file.</summary>
internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    public IReadOnlyList<AuditRow> Rows()
    {
        using var connection = database.Open();
        using var row = (DbDataReader)connection.ExecuteReader("SELECT no, at, actor, action, object, detail, prev_hash, hash FROM audit ORDER BY no");
        var rows = new List<AuditRow>();
        while (row.Read())
        {
            rows.Add(new(row.GetInt64(0), row.GetInt64(1), new AuditEntry(row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), (byte[])row[6], (byte[])row[7]));
        }

        return rows;
    }

    public Task AppendAsync(AuditEntry entry, DateTimeOffset at, CancellationToken ct) =>
        database.WriteDurablyAsync((connection, transaction) => SqliteAudit.Append(connection, transaction, at, entry), ct);
}
