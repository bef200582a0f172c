using System.Data.Common;
using System.Globalization;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Mappings.Canonical;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Looks up entities and their origin in one SQLite file.</summary>
internal sealed class SqliteWhyStore(SqliteDatabase database) : IWhyStore
{
    public IReadOnlyList<StoredEntity> Find(EntityDescriptor entity, string? connection, string key)
    {
        var validFrom = entity.EffectiveDated ? "e.valid_from" : "NULL";
        var sql = $"""
            SELECT e.connection, e.source_key, {validFrom} AS day, e.row_hash, e.mapping_hash, e.commit_id, e.raw_stream, e.raw_key, e.stale_since,
                   r.landing_id, r.position, r.raw_hash, c.commit_no, c.at, e.extensions, {RawTable.Fixes}, {string.Join(", ", entity.Fields.Select(field => $"e.{field.Column}"))}
            FROM {entity.Table} e
            LEFT JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            LEFT JOIN commit_log c ON c.id = e.commit_id
            WHERE e.source_key = @key AND (@connection IS NULL OR e.connection = @connection) AND e.deleted = 0
            ORDER BY e.connection, day DESC
            """;
        using var reading = Open();
        using var row = (DbDataReader)reading.ExecuteReader(sql, new { key, connection });
        var found = new List<StoredEntity>();
        while (row.Read()) found.Add(new(Row(entity, row), Origin(entity, row)));
        return found;
    }

    public LandedName? Landing(string landing)
    {
        using var connection = Open();
        using var row = (DbDataReader)connection.ExecuteReader(
            "SELECT f.name, l.sha256 FROM landing l LEFT JOIN file_taken f ON f.connection = l.connection AND f.sha256 = l.sha256 WHERE l.id = @landing LIMIT 1", new { landing });
        return row.Read() ? new(row[0] as string, Convert.ToHexStringLower((byte[])row[1])) : null;
    }

    public string? WorkspaceOf(string commit)
    {
        using var connection = Open();
        return connection.ExecuteScalar<byte[]?>("SELECT r.workspace_hash FROM commit_log c JOIN run r ON r.id = c.run_id WHERE c.id = @commit", new { commit }) is { } hash
            ? Convert.ToHexStringLower(hash)
            : null;
    }

    public string? GivenRecordUrl(string connection, string stream)
    {
        using var reading = Open();
        return reading.ExecuteScalar<string?>("SELECT record_url FROM stream_link WHERE connection = @connection AND stream = @stream", new { connection, stream });
    }

    public bool WasAsked(string connection, string stream, string workspace)
    {
        using var reading = Open();
        return reading.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM stream_link WHERE connection = @connection AND stream = @stream AND workspace_hash = @hash)", new { connection, stream, hash = Convert.FromHexString(workspace) });
    }

    public Task RememberRecordUrlAsync(string connection, string stream, string workspace, string? template, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) => writing.Execute(
            """
            INSERT INTO stream_link (connection, stream, workspace_hash, record_url) VALUES (@connection, @stream, @hash, @template)
            ON CONFLICT (connection, stream) DO UPDATE SET workspace_hash = excluded.workspace_hash, record_url = excluded.record_url
            """,
            new { connection, stream, hash = Convert.FromHexString(workspace), template },
            transaction),
        ct);

    private Microsoft.Data.Sqlite.SqliteConnection Open() => database.Open();

    private static EntityRow Row(EntityDescriptor entity, DbDataReader row) => new(entity, row.GetString(1), [.. entity.Fields.Index().Select(field => CellOf(field.Item, row[16 + field.Index]))])
    {
        ValidFrom = row[2] is string day ? Day(day) : null,
        Extensions = row[14] as string,
    };

    private static Cell CellOf(FieldDescriptor field, object value) => value switch
    {
        string text when field.Type == FieldType.Date => Cell.Of(Day(text)),
        string text => Cell.Of(text),
        long number => Cell.Of(number),
        _ => default,
    };

    private static Origin Origin(EntityDescriptor entity, DbDataReader row) => new(entity.Name, row.GetString(0), row.GetString(1), row[2] as string)
    {
        RowHash = Hex(row[3]),
        Mapping = Hex(row[4]),
        Commit = row.GetString(5),
        Stream = row.GetString(6),
        RawKey = row.GetString(7),
        Stale = row[8] is long,
        Landing = row[9] as string ?? "",
        Position = row[10] as string ?? "",
        RawHash = Hex(row[11]),
        CommitNo = row[12] as long? ?? 0,
        At = row[13] as long? ?? 0,
        Fixes = row[15] as string ?? "",
    };

    private static string Hex(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : "";

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
