using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration;

/// <summary>All content of a store, ordered, without what names a run: ids, commits and times.</summary>
internal static class StoreDump
{
    private static readonly HashSet<string> Ledgers =
    [
        "workspace_version", "workspace_file", "actor", "schedule", "run", "run_slice", "lease", "stream_state", "counter", "commit_log", "landing", "audit", "outbox",
    ];

    private static readonly HashSet<string> Names =
    [
        "id", "identity_id", "run_id", "landing_id", "commit_id", "opened_commit", "closed_commit", "stale_since", "mtime", "archived_as",
    ];

    /// <summary>One line a table: its name, its rows and a hash over them; then the control totals of all commits.</summary>
    /// <param name="without">Columns that may differ.</param>
    public static IReadOnlyList<string> Of(string store, params string[] without)
    {
        using var connection = Open(store);
        var tables = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").Where(table => !Ledgers.Contains(table) && char.IsLower(table[0]));
        return
        [
            .. tables.Select(table => Of(connection, table, without)),
            .. Rows(connection, "SELECT sum(read), sum(mapped), sum(unchanged), sum(quarantined), sum(deleted) FROM commit_log"),
            .. Rows(connection, "SELECT t.key, sum(CAST(round(CAST(t.value AS REAL) * 100) AS INTEGER)) FROM commit_log, json_each(totals) t GROUP BY t.key ORDER BY t.key"),
        ];
    }

    public static string Scalar(string store, string sql)
    {
        using var connection = Open(store);
        return Rows(connection, sql).Single();
    }

    private static string Of(SqliteConnection connection, string table, string[] without)
    {
        var columns = Rows(connection, $"SELECT name FROM pragma_table_info('{table}')").Where(column => !Names.Contains(column) && !without.Contains(column)).Select(column => $"\"{column}\"");
        var list = string.Join(", ", columns);
        var rows = Rows(connection, $"SELECT {list} FROM \"{table}\" ORDER BY {list}");
        return $"{table}: {rows.Count} rows, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static SqliteConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }
}
