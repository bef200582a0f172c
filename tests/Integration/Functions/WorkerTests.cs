using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Functions;

public sealed class WorkerTests(PublishedWorker published) : IClassFixture<PublishedWorker>, IAsyncLifetime
{
    private const int Lines = 60_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("worker test ");
    private readonly List<Process> started = [];
    private HostDouble host = null!;
    private QueueDouble queue = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await HostDouble.StartAsync(Ct);
        queue = await QueueDouble.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        await queue.DisposeAsync();
        await host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Loads_exactly_the_functions_its_metadata_names()
    {
        var worker = await StartAsync("store");
        var named = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(published.Folder, "functions.metadata"), Ct))!.AsArray().Select(function => function!["name"]!.GetValue<string>());
        Assert.Equal(named.Order(), worker.Functions.Order());
        Assert.Equal(["ShowRun", "Slice", "StartRun", "Watchdog"], worker.Functions.Order());
    }

    [Fact]
    public async Task Starts_a_run_over_HTTP_executes_its_slice_from_the_queue_and_tells_how_far_it_is()
    {
        await PublishAsync("store", lines: 10);
        var worker = await StartAsync("store");

        var (status, body, invocation) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"ledger"}""", [], Ct);
        Assert.True(invocation.Success, invocation.Failure);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var run = body!["runs"]![0]!["runId"]!.GetValue<string>();
        Assert.True(queue.Messages.TryDequeue(out var message));

        Assert.True((await worker.QueueAsync("Slice", message, 1, Ct)).Success);
        var shown = await worker.HttpAsync("ShowRun", HttpMethod.Get, $"/runs/{run}", null, new() { ["id"] = run }, Ct);
        Assert.Equal(("Completed", 10), (shown.Body!["state"]!.GetValue<string>(), shown.Body["counts"]!["mapped"]!.GetValue<int>()));

        Assert.True((await worker.QueueAsync("Slice", message, 2, Ct)).Success);
        Assert.Equal(10, Count("store", "accounting_journal_line"));
    }

    [Fact]
    public async Task The_timer_looks_after_pipelines_that_are_silent()
    {
        await PublishAsync("store", lines: 1);
        var worker = await StartAsync("store");
        Assert.True((await worker.TimerAsync("Watchdog", Ct)).Success);
        Assert.Contains(worker.Logs, line => line.Contains("ledger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_reported_as_failure()
    {
        await PublishAsync("store", lines: 1);
        var worker = await StartAsync("store");
        var unknown = await worker.QueueAsync("Slice", $$"""{"runId":"{{Guid.NewGuid()}}","slice":"","attempt":1,"v":1}""", 1, Ct);
        Assert.False(unknown.Success);
        Assert.Contains("no run", unknown.Failure, StringComparison.Ordinal);
        Assert.False((await worker.QueueAsync("Slice", """{"runId":"00000000-0000-0000-0000-000000000001","slice":"","attempt":1,"v":9}""", 1, Ct)).Success);

        var (status, body, _) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"nothing"}""", [], Ct);
        Assert.Equal((HttpStatusCode.NotFound, "pipeline.unknown"), (status, body!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_slice_killed_in_its_middle_is_delivered_again_and_nothing_is_doubled()
    {
        await PublishAsync("store", Lines);
        var worker = await StartAsync("store");
        await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"ledger"}""", [], Ct);
        Assert.True(queue.Messages.TryDequeue(out var message));

        var first = worker.QueueAsync("Slice", message, 1, Ct);
        while (Count("store", "commit_log") == 0) await Task.Delay(5, Ct);
        started[^1].Kill();
        await Assert.ThrowsAsync<IOException>(() => first);
        Assert.InRange(Count("store", "accounting_journal_line"), 1, Lines - 1);

        host.Forget();
        Assert.True((await (await StartAsync("store")).QueueAsync("Slice", message, 2, Ct)).Success);

        await PublishAsync("undisturbed", Lines);
        await RunAsync("undisturbed");
        Assert.Equal(Content("undisturbed"), Content("store"));
        Assert.Equal(Lines, Count("store", "raw"));
    }

    private async Task<LoadedWorker> StartAsync(string store)
    {
        Directory.CreateDirectory(Workspace(store));
        started.Add(published.Start(host, new Dictionary<string, string>
        {
            ["BACKOFFICE_STORE"] = StoreFile(store),
            ["BACKOFFICE_LANDING"] = Path.Combine(folder.FullName, store, "landing"),
            ["BACKOFFICE_WORKSPACE"] = Workspace(store),
            ["HubStorage"] = queue.ConnectionString,
        }));
        return await host.LoadAsync(published.Folder, Ct);
    }

    private async Task PublishAsync(string store, int lines)
    {
        LedgerWorkspace.Write(Workspace(store), lines);
        await using var engine = await OpenAsync(store);
        var result = await engine.Publisher.PublishAsync(Workspace(store), "it", Ct);
        Assert.Empty(result.Errors);
    }

    private async Task RunAsync(string store)
    {
        await using var engine = await OpenAsync(store);
        foreach (var ticket in await engine.Starter.StartAsync(new("ledger", "hand"), Ct))
            Assert.Equal(RunState.Completed, (await engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, Ct)).State);
    }

    private Task<HubEngine> OpenAsync(string store) => HubEngine.OpenAsync(
        new(StoreFile(store), Path.Combine(folder.FullName, store, "landing"), Workspace(store), new ConnectorCatalog(), TimeProvider.System), Ct);

    private string Workspace(string store) => Path.Combine(folder.FullName, store, "workspace");

    private string StoreFile(string store) => Path.Combine(folder.FullName, store, "hub.db");

    private long Count(string store, string table) => long.Parse(Read(store, $"SELECT count(*) FROM {table}"), CultureInfo.InvariantCulture);

    // What a reader of the data sees; ids and times of a run are its own.
    private string Content(string store) => Read(store, "SELECT count(*) || ' ' || sum(debit) || ' ' || sum(credit) || ' ' || hex(group_concat(source_key || row_hash, '')) FROM (SELECT * FROM accounting_journal_line ORDER BY source_key)");

    private string Read(string store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile(store)};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
