using BackOffice.Integration.Connectors.Contract;
using Npgsql;
using Npgsql.PostgresTypes;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>What the database says of its tables and types.</summary>
internal static class PostgreSqlCatalog
{
    /// <summary>The name for casts of each type, and whether it has a collation.</summary>
    public static async Task<IReadOnlyList<(string Name, bool IsText)>> TypesAsync(NpgsqlConnection connection, IReadOnlyList<uint> types, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT format_type(w.oid, NULL), coalesce(t.typcollation <> 0 AND t.typcategory <> 'A', false)
            FROM unnest($1::bigint[]::oid[]) WITH ORDINALITY AS w (oid, n) LEFT JOIN pg_catalog.pg_type t ON t.oid = w.oid ORDER BY w.n
            """,
            connection);
        command.Parameters.Add(new() { Value = types.Select(type => (long)type).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<(string, bool)> names = [];
        while (await reader.ReadAsync(ct)) names.Add((reader.GetString(0), reader.GetBoolean(1)));
        return names;
    }

    /// <summary>Tables and views with the columns that this user may read.</summary>
    public static async Task<IReadOnlyList<SqlTable>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname::text, c.relname::text, c.relkind IN ('v', 'm'), a.attname::text, format_type(a.atttypid, a.atttypmod),
              coalesce(array_position(k.indkey::int2[], a.attnum), -1), t.typelem::bigint, t.typcategory = 'A', CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END::bigint,
              has_schema_privilege(n.oid, 'USAGE') AND n.nspname = ANY (current_schemas(false))
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_index k ON k.indrelid = c.oid AND k.indisprimary
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
              AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
            ORDER BY 1, 2, a.attnum
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Line> lines = [];
        while (await reader.ReadAsync(ct))
        {
            var name = new SqlName(reader.GetBoolean(9) ? null : reader.GetString(0), reader.GetString(1));
            var kind = reader.GetBoolean(7) ? (int)reader.GetInt64(6) | PostgreSqlTypes.Array : (int)reader.GetInt64(8);
            lines.Add(new(name, reader.GetBoolean(2), new(reader.GetString(3), reader.GetString(4), PostgreSqlTypes.JsonType(kind), kind), reader.GetInt32(5)));
        }

        return [.. lines.GroupBy(line => line.Table).Select(Table)];
    }

    private static SqlTable Table(IGrouping<SqlName, Line> columns) => new(
        columns.Key,
        columns.First().IsView,
        [.. columns.Where(column => column.Key >= 0).OrderBy(column => column.Key).Select(column => column.Column.Name)],
        [.. columns.Select(column => column.Column)]);

    private sealed record Line(SqlName Table, bool IsView, SqlColumn Column, int Key);
}

/// <summary>The type of a column as the driver tells it.</summary>
/// <param name="Kind">See <see cref="PostgreSqlTypes"/>.</param>
internal readonly record struct PostgreSqlColumnType(uint Oid, int Kind)
{
    public static PostgreSqlColumnType Of(PostgresType type) => type is PostgresArrayType array
        ? new(type.OID, (int)array.Element.OID | PostgreSqlTypes.Array)
        : new(type.OID, (int)type.OID);
}

/// <summary>Which columns a refusal is about.</summary>
internal static class PostgreSqlRights
{
    /// <summary>Names the columns of a table that this user may not read.</summary>
    public static async Task<Exception> NamedAsync(NpgsqlConnection connection, string from, PostgresException denied, CancellationToken ct)
    {
        if (from.StartsWith('(')) return denied;
        await using (var rollback = new NpgsqlCommand("ROLLBACK", connection)) await rollback.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT a.attname::text, has_column_privilege(a.attrelid, a.attnum, 'SELECT') FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """,
            connection);
        command.Parameters.Add(new() { Value = from });
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<(string Name, bool May)> columns = [];
        while (await reader.ReadAsync(ct)) columns.Add((reader.GetString(0), reader.GetBoolean(1)));
        var closed = columns.Where(column => !column.May).Select(column => $"'{column.Name}'").ToList();
        if (closed.Count == 0 || closed.Count == columns.Count) return denied;
        return new ConnectorException(Recovery.Reconfigure, $"{denied.MessageText}: this user may not read {(closed.Count == 1 ? "column" : "the columns")} {string.Join(", ", closed)} of it. Have SELECT granted, or name the other columns in a query.", denied) { Code = "rights.missing" };
    }
}
