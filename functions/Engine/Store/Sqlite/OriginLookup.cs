using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Mappings.Canonical;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Finds where an entity came from: its raw record, mapping and commit.</summary>
internal sealed class OriginLookup(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> lookups = [];

    /// <param name="validFrom">Null for an entity that has none, and for the newest day of one that has.</param>
    public Origin Find(EntityDescriptor entity, string source, string key, string? validFrom)
    {
        var lookup = Lookup(entity);
        lookup.Parameters["@connection"].Value = source;
        lookup.Parameters["@key"].Value = key;
        lookup.Parameters["@valid_from"].Value = (object?)validFrom ?? DBNull.Value;
        using var found = lookup.ExecuteReader();
        found.Read();
        return new(entity.Name, source, key, validFrom)
        {
            RowHash = Hex(found[0]),
            Mapping = Hex(found[1]),
            Commit = found.GetString(2),
            Stream = found.GetString(3),
            RawKey = found.GetString(4),
            Stale = !found.IsDBNull(5),
            Landing = found[6] as string ?? "",
            Position = found[7] as string ?? "",
            RawHash = Hex(found[8]),
            CommitNo = found[9] as long? ?? 0,
            At = found[10] as long? ?? 0,
            Fixes = found[11] as string ?? "",
        };
    }

    public void Dispose()
    {
        foreach (var lookup in lookups.Values) lookup.Dispose();
    }

    private SqliteCommand Lookup(EntityDescriptor entity)
    {
        if (lookups.TryGetValue(entity.Name, out var known)) return known;
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            SELECT e.row_hash, e.mapping_hash, e.commit_id, e.raw_stream, e.raw_key, e.stale_since, r.landing_id, r.position, r.raw_hash, c.commit_no, c.at, {RawTable.Fixes}
            FROM {entity.Table} e
            LEFT JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            LEFT JOIN commit_log c ON c.id = e.commit_id
            WHERE e.connection = @connection AND e.source_key = @key{(entity.EffectiveDated ? " AND e.valid_from = COALESCE(@valid_from, e.valid_from) ORDER BY e.valid_from DESC LIMIT 1" : "")}
            """;
        foreach (var name in new[] { "@connection", "@key", "@valid_from" }) command.Parameters.Add(name, SqliteType.Text);
        return lookups[entity.Name] = command;
    }

    private static string Hex(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : "";
}
