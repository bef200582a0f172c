using BackOffice.Integration.Engine.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Reads a dataset and, for each entity behind a row, where it came from.</summary>
internal sealed class SqliteDatasets(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly OriginLookup origins = new(connection, transaction);

    public DatasetSnapshot Read(DatasetParameters parameters)
    {
        var commit = connection.ExecuteScalar<long?>("SELECT value FROM counter WHERE name = 'commit'", transaction: transaction) ?? 0;
        return new(commit, parameters.Sorted(Rows(parameters).Where(parameters.Wants)));
    }

    public void Dispose() => origins.Dispose();

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

    private Origin Find(DatasetEntity contributor, string source, string key, Func<string, string?> text) =>
        origins.Find(contributor.Entity, source, key, contributor.Entity.EffectiveDated ? text($"{contributor.Alias}_valid_from") : null);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
