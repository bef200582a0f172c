using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings.Canonical;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Opens consistent looks at the entities behind figures.</summary>
internal sealed class SqliteSummaries(SqliteDatabase database) : ISummaryStore
{
    public ISummaryView Look()
    {
        var connection = database.Open();
        return new SqliteSummaryView(connection, connection.BeginTransaction(deferred: true), owns: true);
    }
}

/// <summary>Reads the records of queries within one transaction.</summary>
/// <param name="owns">Whether connection and transaction end with it.</param>
internal sealed class SqliteSummaryView(SqliteConnection connection, SqliteTransaction transaction, bool owns) : ISummaryView
{
    private readonly OriginLookup origins = new(connection, transaction);

    public long CommitNo { get; } = connection.ExecuteScalar<long?>("SELECT value FROM counter WHERE name = 'commit'", transaction: transaction) ?? 0;

    public IEnumerable<SummaryRecord> Records(string query, IReadOnlyList<SummaryColumn> columns, SummaryScope scope)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = DatasetQueries.Text(query);
        Bind(command, scope);
        using var reader = command.ExecuteReader();
        var (source, key, hash) = (reader.GetOrdinal("connection"), reader.GetOrdinal("source_key"), reader.GetOrdinal("row_hash"));
        var places = columns.Select(column => reader.GetOrdinal(column.Name)).ToArray();
        while (reader.Read())
        {
            var cells = new object?[places.Length];
            for (var index = 0; index < cells.Length; index++) cells[index] = Cell(reader, places[index], columns[index]);
            yield return new(cells, reader.GetString(source), reader.GetString(key), reader.GetFieldValue<byte[]>(hash));
        }
    }

    public IReadOnlyList<Origin> Origins(string entity, IReadOnlyList<SummaryRecord> records)
    {
        var descriptor = CanonicalModel.Named(entity)!;
        return [.. records.Select(record => origins.Find(descriptor, record.Connection, record.Key, validFrom: null))];
    }

    public void Dispose()
    {
        origins.Dispose();
        if (!owns) return;
        transaction.Dispose();
        connection.Dispose();
    }

    private static void Bind(SqliteCommand command, SummaryScope scope)
    {
        command.Parameters.AddWithValue("@period_start", Iso(scope.Period.Start));
        command.Parameters.AddWithValue("@period_end", Iso(scope.Period.End));
        command.Parameters.AddWithValue("@starts_at", Micros.Of(scope.StartsAt));
        command.Parameters.AddWithValue("@ends_before", Micros.Of(scope.EndsBefore));
    }

    private static object? Cell(SqliteDataReader reader, int place, SummaryColumn column)
    {
        if (reader.IsDBNull(place)) return null;
        return column.Type switch
        {
            SummaryType.Text => reader.GetString(place),
            SummaryType.Date => DateOnly.ParseExact(reader.GetString(place), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            SummaryType.Count => reader.GetInt64(place),
            _ => Decimal(reader.GetInt64(place), column.Scale),
        };
    }

    private static decimal Decimal(long scaled, int scale)
    {
        var units = (ulong)Math.Abs((decimal)scaled);
        return new((int)(units & uint.MaxValue), (int)(units >> 32), 0, scaled < 0, (byte)scale);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
