using System.Diagnostics;
using System.Globalization;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>A hub without a process of its own: stores in a folder, a queue, a host and its workers.</summary>
internal sealed class CloudHub : IAsyncDisposable
{
    private static readonly string[] RunsOwn = ["identity_id", "commit_id"];

    private readonly PublishedWorker published;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("worker test ");
    private readonly List<Process> started = [];

    private CloudHub(PublishedWorker published, HostDouble host, QueueDouble queue) => (this.published, Host, Queue) = (published, host, queue);

    public HostDouble Host { get; }

    public QueueDouble Queue { get; }

    /// <summary>The worker started last.</summary>
    public Process Worker => started[^1];

    public static async Task<CloudHub> OpenAsync(PublishedWorker published, CancellationToken ct) =>
        new(published, await HostDouble.StartAsync(ct), await QueueDouble.StartAsync(ct));

    /// <param name="without">A setting to leave out.</param>
    public async Task<LoadedWorker> StartWorkerAsync(string store, CancellationToken ct, string? without = null)
    {
        Directory.CreateDirectory(Workspace(store));
        var settings = Settings(store);
        if (without is not null) settings.Remove(without);
        started.Add(published.Start(Host, settings));
        return await Host.LoadAsync(published.Folder, ct);
    }

    public Dictionary<string, string> Settings(string store) => new()
    {
        ["BACKOFFICE_STORE"] = StoreFile(store),
        ["BACKOFFICE_LANDING"] = Path.Combine(folder.FullName, store, "landing"),
        ["BACKOFFICE_WORKSPACE"] = Workspace(store),
        ["HubStorage"] = Queue.ConnectionString,
    };

    public async Task PublishAsync(string store, int lines, CancellationToken ct)
    {
        LedgerWorkspace.Write(Workspace(store), lines);
        await using var engine = await EngineAsync(store, ct);
        var result = await engine.Publisher.PublishAsync(Workspace(store), new("it", "it"), ct);
        Assert.Empty(result.Errors);
    }

    /// <summary>Starts the one run that waits, and leaves it waiting.</summary>
    public async Task<Guid> StartRunAsync(string store, CancellationToken ct) => Assert.Single(await StartRunsAsync(store, ct));

    /// <summary>Starts whatever waits, and leaves it waiting.</summary>
    public async Task<IReadOnlyList<Guid>> StartRunsAsync(string store, CancellationToken ct)
    {
        await using var engine = await EngineAsync(store, ct);
        return [.. (await engine.Starter.StartAsync(new("ledger", "function"), ct)).Select(ticket => ticket.RunId)];
    }

    /// <summary>Starts and executes what waits, without a worker.</summary>
    public async Task RunAsync(string store, CancellationToken ct)
    {
        await using var engine = await EngineAsync(store, ct);
        foreach (var ticket in await engine.Starter.StartAsync(new("ledger", "hand"), ct))
            Assert.Equal(RunState.Completed, (await engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, ct)).State);
    }

    public async Task<RunSummary> ShowAsync(string store, Guid run, CancellationToken ct)
    {
        await using var engine = await EngineAsync(store, ct);
        return (await engine.Runs.ShowAsync(run.ToString(), ct)).Run;
    }

    public void Replace(string store, string file, string text) => File.WriteAllText(Path.Combine(Workspace(store), file), text);

    /// <summary>Puts something in the place of the store that is none.</summary>
    public void BreakStore(string store)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(StoreFile(store));
        Directory.CreateDirectory(StoreFile(store));
    }

    public long Count(string store, string table) => long.Parse(Rows(store, $"SELECT count(*) FROM {table}").Single(), CultureInfo.InvariantCulture);

    /// <summary>All that a run leaves behind, a text per row; ids and times are the run's own.</summary>
    public IReadOnlyList<string> Content(string store) =>
    [
        .. Rows(store, "SELECT * FROM accounting_journal_line ORDER BY source_key"),
        .. Rows(store, "SELECT stream, \"key\", raw_hash, position, deleted FROM raw ORDER BY \"key\""),
        .. Rows(store, "SELECT stream, \"key\", issues, state FROM quarantine ORDER BY \"key\""),
        .. Rows(store, "SELECT rule, subject, source_key, detail FROM finding ORDER BY rule, subject, source_key"),
        .. Rows(store, "SELECT count(*) FROM history"),
        .. Rows(store, "SELECT state, counts FROM run"),
    ];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        await Queue.DisposeAsync();
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private Task<HubEngine> EngineAsync(string store, CancellationToken ct) => HubEngine.OpenAsync(
        new(StoreFile(store), Path.Combine(folder.FullName, store, "landing"), Workspace(store), new ConnectorCatalog(), TimeProvider.System), ct);

    private string Workspace(string store) => Path.Combine(folder.FullName, store, "workspace");

    private string StoreFile(string store) => Path.Combine(folder.FullName, store, "hub.db");

    private List<string> Rows(string store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile(store)};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !RunsOwn.Contains(reader.GetName(column))).ToList();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join('|', columns.Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }
}
