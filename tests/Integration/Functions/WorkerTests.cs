using System.Net;
using System.Text.Json.Nodes;

namespace BackOffice.Integration.Tests.Integration.Functions;

[Collection<PublishedWorkerCollection>]
public sealed class WorkerTests(PublishedWorker published) : IAsyncLifetime
{
    private CloudHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await CloudHub.OpenAsync(published, Ct);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Loads_exactly_the_functions_its_metadata_names()
    {
        var worker = await hub.StartWorkerAsync("store", Ct);
        Assert.Equal(Named().Select(function => (string)function["name"]!).Order(), worker.Functions.Order());
        Assert.Equal(["ShowRun", "Slice", "StartRun", "Watchdog"], worker.Functions.Order());
    }

    [Fact]
    public void Asks_for_a_key_on_every_route()
    {
        var triggers = Named().SelectMany(function => function["bindings"]!.AsArray()).Where(binding => (string?)binding!["type"] == "httpTrigger").ToList();
        Assert.Equal(["get runs/{id}", "post runs"], triggers.Select(trigger => $"{trigger!["methods"]![0]} {trigger["route"]}").Order());
        Assert.All(triggers, trigger => Assert.Equal("Function", (string?)trigger!["authLevel"]));
    }

    [Fact]
    public async Task Starts_a_run_over_HTTP_executes_its_slice_from_the_queue_and_tells_how_far_it_is()
    {
        await hub.PublishAsync("store", lines: 10, Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);

        var (status, body, invocation) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"ledger"}""", [], Ct);
        Assert.True(invocation.Success, invocation.Failure);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var run = body!["runs"]![0]!["runId"]!.GetValue<string>();
        Assert.True(hub.Queue.Messages.TryDequeue(out var message));
        Assert.Equal($$"""{"runId":"{{run}}","slice":"","attempt":1,"v":1}""", message);

        Assert.True((await worker.QueueAsync("Slice", message, 1, Ct)).Success);
        var shown = await worker.HttpAsync("ShowRun", HttpMethod.Get, $"/runs/{run}", null, new() { ["id"] = run }, Ct);
        Assert.Equal(("Completed", 10), (shown.Body!["state"]!.GetValue<string>(), shown.Body["counts"]!["mapped"]!.GetValue<int>()));

        Assert.True((await worker.QueueAsync("Slice", message, 2, Ct)).Success);
        Assert.Equal(10, hub.Count("store", "accounting_journal_line"));
    }

    [Fact]
    public async Task Enqueues_again_a_run_that_was_started_and_never_executed()
    {
        await hub.PublishAsync("store", lines: 2, Ct);
        var lost = await hub.StartRunAsync("store", Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);
        var (status, body, _) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"ledger"}""", [], Ct);
        Assert.Equal((HttpStatusCode.Accepted, lost.ToString()), (status, (string?)Assert.Single(body!["runs"]!.AsArray())!["runId"]));
        Assert.Contains(lost.ToString(), Assert.Single(hub.Queue.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timer_names_a_scheduled_pipeline_until_it_has_completed_a_run()
    {
        await hub.PublishAsync("store", lines: 1, Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);
        Assert.True((await worker.TimerAsync("Watchdog", Ct)).Success);
        Assert.Equal(1, Warnings(worker));

        var run = await hub.StartRunAsync("store", Ct);
        Assert.True((await worker.QueueAsync("Slice", Message(run), 1, Ct)).Success);
        Assert.True((await worker.TimerAsync("Watchdog", Ct)).Success);
        Assert.Equal(1, Warnings(worker));
    }

    internal static string Message(Guid run) => $$"""{"runId":"{{run}}","slice":"","attempt":1,"v":1}""";

    private static int Warnings(LoadedWorker worker) => worker.Logs.Count(line => line == "Pipeline ledger has not completed a run for 26 hours");

    private List<JsonNode> Named() => [.. JsonNode.Parse(File.ReadAllText(Path.Combine(published.Folder, "functions.metadata")))!.AsArray().Select(function => function!)];
}
