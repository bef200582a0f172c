using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>One SQLite file: opens connections as the hub wants them and serialises its writers.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly string connectionString;

    public SqliteDatabase(string file)
    {
        File = Path.GetFullPath(file);
        Folder = Path.GetDirectoryName(File)!;
        connectionString = new SqliteConnectionStringBuilder { DataSource = File, ForeignKeys = false, DefaultTimeout = 30 }.ToString();
    }

    public string File { get; }

    public string Folder { get; }

    /// <summary>A connection for reading; the caller disposes it.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // A statement of the hot path does not try again by itself: SQLite has to wait for it.
        Run(connection, "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;");
        return connection;
    }

    /// <summary>Runs one transaction; survives a crash of the process.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken ct) => WriteAsync(work, durable: false, ct);

    /// <summary>Runs one transaction; survives a loss of power: for releases, deliveries and the audit log.</summary>
    public Task<T> WriteDurablyAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken ct) => WriteAsync(work, durable: true, ct);

    public void Dispose() => writer.Dispose();

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, bool durable, CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        try
        {
            using var connection = Open();
            if (durable) Run(connection, "PRAGMA synchronous=FULL;");
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = work(connection, transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            writer.Release();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
