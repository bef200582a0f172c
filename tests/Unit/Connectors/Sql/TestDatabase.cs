using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;
using Microsoft.Data.Sqlite;
using SqliteDatabase = BackOffice.Integration.Connectors.Sql.Sqlite.SqliteDatabase;

namespace BackOffice.Integration.Tests.Unit.Connectors.Sql;

/// <summary>A SQLite file of its own for one test, and sources over it.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sql test ");

    internal static SqlLimits Small { get; } = new(2, 1 << 20, 1 << 20, 2, 4);

    public string File => Path.Combine(folder.FullName, "hr.db");

    /// <summary>A connection that writes, as the system does that owns the file; the caller disposes it.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public void Run(string sql)
    {
        using var connection = Open();
        Run(connection, sql);
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <param name="stream">Its options in JSON; it is called s.</param>
    internal SqlSource Source(string stream, SqlLimits? limits = null) => new(new SqliteDatabase(File), Streams(stream), limits ?? Small);

    internal static Dictionary<string, SqlStream> Streams(string stream)
    {
        List<SettingError> errors = [];
        var options = OptionsBinder<SqlStreamOptions>.Bind(JsonSerializer.Deserialize<JsonElement>(stream), "", errors);
        Assert.Empty(errors);
        return new() { ["s"] = SqlStream.Of("s", options!) };
    }
}

/// <summary>Reads through a source and says what it gave.</summary>
internal static class SqlReads
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<List<RecordBatch>> BatchesAsync(this ISource source, Checkpoint? since = null, Checkpoint? from = null, string stream = "s")
    {
        List<RecordBatch> batches = [];
        await foreach (var batch in source.ReadAsync(new(stream, from ?? Checkpoint.Start, Slice.Whole) { Since = since }, Ct)) batches.Add(batch);
        return batches;
    }

    public static List<string> Keys(this IEnumerable<RecordBatch> batches) => [.. batches.SelectMany(batch => batch.Records).Select(record => record.Key)];

    public static async Task<List<string>> JsonAsync(this ISource source) =>
        [.. (await source.BatchesAsync()).SelectMany(batch => batch.Records).Select(record => Encoding.UTF8.GetString(record.Payload.Span))];

    public static async Task<ConnectorException> FailureAsync(this ISource source, Checkpoint? since = null) =>
        await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync(since));
}
