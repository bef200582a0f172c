using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;
using BackOffice.Integration.Connectors.Sql.PostgreSql;
using Npgsql;

namespace BackOffice.Integration.Tests.Integration.Sql;

/// <summary>A PostgreSQL server of its own for the tests that need one; without it they skip and say so.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const string Password = "test";

    private string? folder;
    private int port;
    private string missing = "";

    private static string Script => Path.Combine(Repository.Root, "tests", "systems", "postgres.sh");

    internal static SqlLimits Small { get; } = new(2, 1 << 20, 1 << 20, 2, 4);

    public ValueTask InitializeAsync()
    {
        var (code, output) = OperatingSystem.IsWindows()
            ? (2, "tests/systems/postgres.sh needs a Unix.")
            : Repository.Run("bash", [Script, "start", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)], Repository.Root, TimeSpan.FromMinutes(2));
        if (code == 0) (port, folder) = output.Trim().Split(' ') is [var at, var place] ? (int.Parse(at, CultureInfo.InvariantCulture), place) : throw new InvalidOperationException(output);
        else missing = output.Trim();
        return default;
    }

    public ValueTask DisposeAsync()
    {
        if (folder is not null) Repository.Run("bash", [Script, "stop", folder], Repository.Root, TimeSpan.FromMinutes(1));
        return default;
    }

    /// <summary>A new empty database, or a skip where there is no server.</summary>
    internal PostgreSqlTestDatabase Create()
    {
        Assert.SkipWhen(folder is null, $"No PostgreSQL: {missing}");
        var name = $"t{Guid.CreateVersion7():N}";
        Run("postgres", $"CREATE DATABASE {name}");
        return new(this, name);
    }

    internal NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Database={database};Username=postgres;Password={Password};Pooling=false;SSL Mode=Disable");
        connection.Open();
        return connection;
    }

    internal void Run(string database, string sql)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    internal PostgreSqlOptions Options(string database, string user = "postgres", string password = Password, int? at = null, int timeout = 60) => new()
    {
        Host = "127.0.0.1",
        Port = at ?? port,
        Database = database,
        User = user,
        Password = password,
        Tls = TlsMode.Off,
        Timeout = timeout,
    };
}

/// <summary>One database of the server, and sources over it.</summary>
internal sealed class PostgreSqlTestDatabase(PostgreSqlServer server, string name)
{
    public NpgsqlConnection Open() => server.Open(name);

    public void Run(string sql) => server.Run(name, sql);

    public PostgreSqlOptions Options(string user = "postgres", string password = "test", int? at = null, int timeout = 60) => server.Options(name, user, password, at, timeout);

    /// <param name="stream">Its options in JSON; it is called s.</param>
    public SqlSource Source(string stream, PostgreSqlOptions? options = null, SqlLimits? limits = null)
    {
        List<SettingError> errors = [];
        var bound = OptionsBinder<SqlStreamOptions>.Bind(JsonSerializer.Deserialize<JsonElement>(stream), "", errors);
        Assert.Empty(errors);
        return new(new PostgreSqlDatabase(options ?? Options()), new Dictionary<string, SqlStream> { ["s"] = SqlStream.Of("s", bound!) }, limits ?? PostgreSqlServer.Small);
    }
}

[CollectionDefinition(Name)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
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

    public static List<RawRecord> Records(this IEnumerable<RecordBatch> batches) => [.. batches.SelectMany(batch => batch.Records)];

    public static List<string> Keys(this IEnumerable<RecordBatch> batches) => [.. batches.Records().Select(record => record.Key)];

    public static async Task<ConnectorException> FailureAsync(this ISource source, Checkpoint? since = null) =>
        await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync(since));
}
