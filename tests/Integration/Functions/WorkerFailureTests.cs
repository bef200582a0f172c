using System.Net;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.Functions;

[Collection<PublishedWorkerCollection>]
public sealed class WorkerFailureTests(PublishedWorker published) : IAsyncLifetime
{
    private CloudHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await CloudHub.OpenAsync(published, Ct);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public void A_missing_setting_ends_the_start_and_is_named_with_its_remedy()
    {
        var settings = hub.Settings("store");
        settings.Remove("BACKOFFICE_LANDING");
        settings["BACKOFFICE_SILENT_HOURS"] = "often";
        var (code, output) = published.Run(settings);
        Assert.Equal(2, code);
        Assert.Contains("BACKOFFICE_LANDING is missing; set it to", output, StringComparison.Ordinal);
        Assert.Contains("BACKOFFICE_WORKSPACE names a folder that does not exist", output, StringComparison.Ordinal);
        Assert.Contains("BACKOFFICE_SILENT_HOURS is not a number of hours", output, StringComparison.Ordinal);
        Assert.DoesNotContain("BACKOFFICE_STORE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slice_that_cannot_be_executed_is_reported_as_failure()
    {
        await hub.PublishAsync("store", lines: 1, Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);
        var unknown = await worker.QueueAsync("Slice", WorkerTests.Message(Guid.NewGuid()), 1, Ct);
        Assert.False(unknown.Success);
        Assert.Contains("no run", unknown.Failure, StringComparison.Ordinal);
        Assert.False((await worker.QueueAsync("Slice", $$"""{"runId":"{{Guid.NewGuid()}}","slice":"","attempt":1,"v":9}""", 1, Ct)).Success);
        Assert.False((await worker.QueueAsync("Slice", "no message", 1, Ct)).Success);
    }

    [Fact]
    public async Task A_run_that_must_stop_is_failed_and_its_message_taken_off_the_queue()
    {
        await hub.PublishAsync("store", lines: 1, Ct);
        var run = await hub.StartRunAsync("store", Ct);
        hub.Replace("store", "in/ledger.csv", "id;entry\n1;E1\n");
        var shorter = await hub.StartRunsAsync("store", Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);
        Assert.True((await worker.QueueAsync("Slice", WorkerTests.Message(run), 1, Ct)).Success);
        var stopped = Assert.Single(shorter, ticket => ticket != run);
        Assert.True((await worker.QueueAsync("Slice", WorkerTests.Message(stopped), 1, Ct)).Success);

        var left = await hub.ShowAsync("store", stopped, Ct);
        Assert.Equal(RunState.Failed, left.State);
        Assert.Contains(worker.Logs, line => line.Contains(stopped.ToString(), StringComparison.Ordinal) && line.Contains(left.ErrorCode!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_means_nothing_is_refused_with_a_code()
    {
        await hub.PublishAsync("store", lines: 1, Ct);
        var worker = await hub.StartWorkerAsync("store", Ct);
        await Refuses("""{"pipeline":"nothing"}""", HttpStatusCode.NotFound, "pipeline.unknown");
        foreach (var request in (string[])["""{"pipeline":""", """{"pipeline":7}""", "{}", "null"])
            await Refuses(request, HttpStatusCode.BadRequest, "request.unreadable");
        Assert.Empty(hub.Queue.Messages);
        Assert.Equal(0, hub.Count("store", "run"));

        async Task Refuses(string request, HttpStatusCode expected, string code)
        {
            var (status, body, _) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", request, [], Ct);
            Assert.Equal((request, expected, code), (request, status, (string?)body!["code"]));
        }
    }

    [Fact]
    public async Task Without_a_queue_nothing_is_started()
    {
        await hub.PublishAsync("store", lines: 1, Ct);
        var worker = await hub.StartWorkerAsync("store", Ct, without: "HubStorage");
        var (status, body, _) = await worker.HttpAsync("StartRun", HttpMethod.Post, "/runs", """{"pipeline":"ledger"}""", [], Ct);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "queue.missing"), (status, (string?)body!["code"]));
        Assert.Equal(0, hub.Count("store", "run"));
    }

    [Fact]
    public async Task A_run_that_never_was_is_not_found()
    {
        var worker = await hub.StartWorkerAsync("store", Ct);
        var (status, body, _) = await ShowAsync(worker);
        Assert.Equal((HttpStatusCode.NotFound, "run.unknown"), (status, (string?)body!["code"]));
    }

    [Fact]
    public async Task A_broken_store_is_answered_500_and_not_200()
    {
        var worker = await hub.StartWorkerAsync("store", Ct);
        hub.BreakStore("store");
        var (status, body, _) = await ShowAsync(worker);
        Assert.Equal((HttpStatusCode.InternalServerError, "bug.SqliteException"), (status, (string?)body!["code"]));
    }

    private static Task<(HttpStatusCode Status, JsonObject? Body, Invocation Invocation)> ShowAsync(LoadedWorker worker)
    {
        var id = Guid.NewGuid().ToString();
        return worker.HttpAsync("ShowRun", HttpMethod.Get, $"/runs/{id}", null, new() { ["id"] = id }, Ct);
    }
}
