using System.Net;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The published worker, driven as the Azure Functions host drives it.</summary>
public sealed class WorkerTests(PublishedWorker published)
{
    [Fact]
    public async Task Loads_every_function_it_was_published_with()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var metadata = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(published.Folder, "functions.metadata"), TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(["ShowRun", "Slice", "StartRun", "Watchdog"], metadata.Select(function => (string)function!["name"]!).Order());
        Assert.Equal(
            metadata.SelectMany(function => function!["bindings"]!.AsArray().Select(binding => $"{function["name"]} {binding!["type"]}")).Order(),
            host.Functions.SelectMany(function => function.Bindings.Select(binding => $"{function.Name} {binding["type"]}")).Order());
    }

    [Fact]
    public async Task Asks_for_a_key_on_every_route()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var triggers = host.Functions.SelectMany(function => function.Bindings).Where(binding => (string?)binding["type"] == "httpTrigger").ToList();
        Assert.Equal(["get runs/{id}", "post runs"], triggers.Select(trigger => $"{trigger["methods"]![0]} {trigger["route"]}").Order());
        Assert.All(triggers, trigger => Assert.Equal("Function", (string?)trigger["authLevel"]));
    }

    [Fact]
    public async Task Says_what_to_set_when_a_setting_is_missing()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => HostDouble.StartAsync(
            published.Folder, new Dictionary<string, string> { ["BACKOFFICE_STORE"] = "hub.db", ["BACKOFFICE_WORKSPACE"] = "/nowhere/at/all", ["BACKOFFICE_SILENT_HOURS"] = "often" }));
        Assert.Contains("BACKOFFICE_LANDING is missing; set it to", failed.Message, StringComparison.Ordinal);
        Assert.Contains("BACKOFFICE_WORKSPACE names a folder that does not exist", failed.Message, StringComparison.Ordinal);
        Assert.Contains("BACKOFFICE_SILENT_HOURS is not a number of hours", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BACKOFFICE_STORE", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executes_the_run_that_a_request_started()
    {
        await using var hub = await TestHub.PublishAsync(40);
        await using var queue = await QueueDouble.StartAsync();
        await using var host = await HostDouble.StartAsync(published.Folder, new Dictionary<string, string>(hub.Settings) { ["HubStorage"] = queue.ConnectionString });

        var (status, body, invocation) = await host.HttpAsync("StartRun", HttpMethod.Post, "api/runs", """{"pipeline": "ledger"}""");
        Assert.Null(invocation.Failure);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var run = Assert.Single(body!["runs"]!.AsArray())!;
        var message = Assert.Single(queue.Take("slices"));
        Assert.Equal($$"""{"runId":"{{run["runId"]}}","slice":"","attempt":1,"v":1}""", message);

        Assert.Null((await host.QueueAsync("Slice", message)).Failure);
        (status, body, invocation) = await ShowAsync(host, (string)run["runId"]!);
        Assert.Null(invocation.Failure);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Completed", 40L), ((string)body!["state"]!, (long)body["counts"]!["read"]!));
    }

    [Fact]
    public async Task Enqueues_again_what_was_started_but_never_executed()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var queue = await QueueDouble.StartAsync();
        await using var host = await HostDouble.StartAsync(published.Folder, new Dictionary<string, string>(hub.Settings) { ["HubStorage"] = queue.ConnectionString });
        var lost = await hub.StartAsync();
        var (status, body, _) = await host.HttpAsync("StartRun", HttpMethod.Post, "api/runs", """{"pipeline": "ledger"}""");
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(lost.ToString(), (string?)Assert.Single(body!["runs"]!.AsArray())!["runId"]);
        Assert.Contains(lost.ToString(), Assert.Single(queue.Take("slices")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"pipeline": "payroll"}""", HttpStatusCode.NotFound, "pipeline.unknown")]
    [InlineData("""{"pipeline": """, HttpStatusCode.BadRequest, "request.unreadable")]
    [InlineData("{}", HttpStatusCode.BadRequest, "request.unreadable")]
    [InlineData("null", HttpStatusCode.BadRequest, "request.unreadable")]
    [InlineData("""{"pipeline": 7}""", HttpStatusCode.BadRequest, "request.unreadable")]
    public async Task Refuses_a_request_with_a_code(string request, HttpStatusCode expected, string code)
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var queue = await QueueDouble.StartAsync();
        await using var host = await HostDouble.StartAsync(published.Folder, new Dictionary<string, string>(hub.Settings) { ["HubStorage"] = queue.ConnectionString });
        var (status, body, _) = await host.HttpAsync("StartRun", HttpMethod.Post, "api/runs", request);
        Assert.Equal((expected, code), (status, (string?)body!["code"]));
        Assert.Empty(queue.Take("slices"));
    }

    [Fact]
    public async Task Starts_nothing_without_a_queue()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var (status, body, _) = await host.HttpAsync("StartRun", HttpMethod.Post, "api/runs", """{"pipeline": "ledger"}""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "queue.missing"), (status, (string?)body!["code"]));
        Assert.Empty(await hub.Engine.Runs.ListAsync(null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Does_not_know_a_run_that_never_was()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var (status, body, _) = await ShowAsync(host, Guid.NewGuid().ToString());
        Assert.Equal((HttpStatusCode.NotFound, "run.unknown"), (status, (string?)body!["code"]));
    }

    [Fact]
    public async Task Reports_a_failure_as_failure()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var unknown = await host.QueueAsync("Slice", $$"""{"runId":"{{Guid.NewGuid()}}","slice":"","attempt":1,"v":1}""");
        Assert.Contains("There is no run", unknown.Failure, StringComparison.Ordinal);
        var newer = await host.QueueAsync("Slice", $$"""{"runId":"{{Guid.NewGuid()}}","slice":"","attempt":1,"v":2}""");
        Assert.Contains("version 2", newer.Failure, StringComparison.Ordinal);
        Assert.NotNull((await host.QueueAsync("Slice", "not a message")).Failure);
    }

    [Fact]
    public async Task Answers_500_when_the_store_is_gone()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        hub.BreakStore();
        var (status, body, _) = await ShowAsync(host, Guid.NewGuid().ToString());
        Assert.Equal((HttpStatusCode.InternalServerError, "bug.SqliteException"), (status, (string?)body!["code"]));
    }

    [Fact]
    public async Task Names_the_pipelines_that_fell_silent()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        Assert.Null((await host.TimerAsync("Watchdog")).Failure);
        Assert.Single(host.Logs, log => log == "Pipeline ledger has not completed a run for 26 hours");

        var run = await hub.StartAsync();
        Assert.Null((await host.QueueAsync("Slice", Message(run))).Failure);
        Assert.Null((await host.TimerAsync("Watchdog")).Failure);
        Assert.Single(host.Logs, log => log == "Pipeline ledger has not completed a run for 26 hours");
    }

    [Fact]
    public async Task Leaves_a_failed_run_failed_and_takes_its_message_off_the_queue()
    {
        await using var hub = await TestHub.PublishAsync(2);
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        hub.ReplaceLedger("id;entry;amount\n1;E1;5\n");
        var run = await hub.StartAsync();
        Assert.Null((await host.QueueAsync("Slice", Message(run))).Failure);
        var left = await hub.RunAsync(run);
        Assert.Equal(RunState.Failed, left.State);
        Assert.Contains(host.Logs, log => log.Contains($"Run {run}", StringComparison.Ordinal) && log.Contains(left.ErrorCode!, StringComparison.Ordinal));
    }

    internal static string Message(Guid runId) => $$"""{"runId":"{{runId}}","slice":"","attempt":1,"v":1}""";

    private static Task<(HttpStatusCode Status, JsonObject? Body, Invocation Invocation)> ShowAsync(HostDouble host, string id) =>
        host.HttpAsync("ShowRun", HttpMethod.Get, $"api/runs/{id}", route: new Dictionary<string, string> { ["id"] = id });
}
