using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Numbers without gaps: a number is taken only if its transaction commits.</summary>
internal static class Counter
{
    public static long Next(SqliteConnection connection, SqliteTransaction transaction, string name) => connection.ExecuteScalar<long>(
        "INSERT INTO counter (name, value) VALUES (@name, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value", new { name }, transaction);
}
