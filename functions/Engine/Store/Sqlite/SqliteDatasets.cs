using BackOffice.Integration.Engine.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Reads a dataset and, for each entity behind a row, where it came from.</summary>
internal sealed class SqliteDatasets(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> lookups = [];

    public DatasetSnapshot Read(DatasetParameters parameters)
    {
        var commit = connection.ExecuteScalar<long?>("SELECT value FROM counter WHERE name = 'commit'", transaction: transaction) ?? 0;
        return new(commit, parameters.Sorted(Rows(parameters).Where(parameters.Wants)));
    }

    public void Dispose()
    {
        foreach (var lookup in lookups.Values) lookup.Dispose();
    }

    private IEnumerable<DatasetRow> Rows(DatasetParameters parameters)
    {
        var period = new { period_start = Iso(parameters.Period.Start), period_end = Iso(parameters.Period.End) };
        using var reader = connection.ExecuteReader(DatasetQueries.Text(parameters.Dataset.Name), period, transaction);
        while (reader.Read()) yield return Row(parameters.Dataset, column => reader[column] as string);
    }

    private DatasetRow Row(DatasetDescriptor dataset, Func<string, string?> text)
    {
        var from = new List<Origin>();
        var lacks = new List<string>();
        foreach (var contributor in dataset.Contributors)
        {
            if (text($"{contributor.Alias}_key") is { } key) from.Add(Find(contributor, text("connection")!, key, text));
            else if (contributor.NeededWhen is null || text(contributor.NeededWhen) is not null) lacks.Add(contributor.Alias);
        }

        return new(dataset.Columns.ToDictionary(column => column.Name, column => text(column.Name)), from, lacks);
    }

    private Origin Find(DatasetEntity contributor, string source, string key, Func<string, string?> text)
    {
        var validFrom = contributor.Entity.EffectiveDated ? text($"{contributor.Alias}_valid_from") : null;
        var lookup = Lookup(contributor);
        lookup.Parameters["@connection"].Value = source;
        lookup.Parameters["@key"].Value = key;
        lookup.Parameters["@valid_from"].Value = (object?)validFrom ?? DBNull.Value;
        using var found = lookup.ExecuteReader();
        found.Read();
        return new(contributor.Entity.Name, source, key, validFrom)
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

    private SqliteCommand Lookup(DatasetEntity contributor)
    {
        if (lookups.TryGetValue(contributor.Alias, out var known)) return known;
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            SELECT e.row_hash, e.mapping_hash, e.commit_id, e.raw_stream, e.raw_key, e.stale_since, r.landing_id, r.position, r.raw_hash, c.commit_no, c.at, {RawTable.Fixes}
            FROM {contributor.Entity.Table} e
            LEFT JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            LEFT JOIN commit_log c ON c.id = e.commit_id
            WHERE e.connection = @connection AND e.source_key = @key{(contributor.Entity.EffectiveDated ? " AND e.valid_from = @valid_from" : "")}
            """;
        foreach (var name in new[] { "@connection", "@key", "@valid_from" }) command.Parameters.Add(name, SqliteType.Text);
        return lookups[contributor.Alias] = command;
    }

    private static string Hex(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : "";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
