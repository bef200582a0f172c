using BackOffice.Integration.Engine.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Appends audit rows inside the transaction of the fact they prove.</summary>
internal static class SqliteAudit
{
    /// <summary>Returns the new head hash of the chain.</summary>
    public static byte[] Append(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset at, AuditEntry entry)
    {
        var (number, previous) = Head(connection, transaction);
        var micros = Micros.Of(at);
        var hash = AuditChain.Hash(previous, number + 1, micros, entry);
        connection.Execute(
            "INSERT INTO audit (no, at, actor, action, object, detail, prev_hash, hash) VALUES (@No, @At, @Actor, @Action, @Object, @Detail, @Previous, @Hash)",
            new { No = number + 1, At = micros, entry.Actor, entry.Action, entry.Object, entry.Detail, Previous = previous, Hash = hash },
            transaction);
        return hash;
    }

    /// <summary>Number and hash of the last row, or zero and the origin.</summary>
    public static (long Number, byte[] Hash) Head(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var reader = connection.ExecuteReader("SELECT no, hash FROM audit ORDER BY no DESC LIMIT 1", transaction: transaction);
        return reader.Read() ? (reader.GetInt64(0), (byte[])reader.GetValue(1)) : (0, AuditChain.Origin);
    }
}
