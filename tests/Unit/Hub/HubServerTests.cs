using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Tests.Unit.Architecture;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class HubServerTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_health_and_status_on_a_free_port_of_this_machine()
    {
        var watch = Stopwatch.StartNew();
        await using var hub = await ServedHub.StartAsync(withFiles: false);
        await hub.Beat.RunAsync(Stop);

        Assert.Equal("Healthy", await hub.Client.GetStringAsync("/health/live", Stop));
        Assert.Equal("Healthy", await hub.Client.GetStringAsync("/health/ready", Stop));
        output.WriteLine($"published, started and ready after {watch.ElapsedMilliseconds} ms");
        var status = await hub.Client.GetFromJsonAsync<JsonElement>("/api/status", Stop);
        Assert.Equal(Directory.GetFiles(Path.Combine(DependencyTests.Root, "infra", "demo", "pipelines")).Length, status.GetProperty("pipelines").GetArrayLength());
        Assert.Equal("staff", status.GetProperty("schedules")[0].GetProperty("name").GetString());
        Assert.Equal("127.0.0.1", hub.Client.BaseAddress!.Host);
    }

    [Fact]
    public async Task Is_not_ready_when_the_poller_has_fallen_silent()
    {
        await using var hub = await ServedHub.QuietAsync();
        await hub.Beat.RunAsync(Stop);
        hub.Clock.Advance(TimeSpan.FromMinutes(5));

        var ready = await hub.Client.GetAsync("/health/ready", Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Healthy", await hub.Client.GetStringAsync("/health/live", Stop));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_run_without_the_key_is_refused_and_not_started(string? key)
    {
        await using var hub = await ServedHub.StartAsync(withFiles: false);

        var answer = await hub.PostAsync("staff", key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("key.missing", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
        Assert.Empty(await hub.Engine.Runs.ListAsync(null, 10, Stop));
    }

    [Fact]
    public async Task The_key_is_asked_for_before_the_body_is_read()
    {
        await using var hub = await ServedHub.StartAsync(withFiles: false);
        using var rubbish = new StringContent("{", Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Client.PostAsync("/api/runs", rubbish, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_run_with_the_key_is_accepted_and_worked_off()
    {
        await using var hub = await ServedHub.StartAsync();

        var answer = await hub.PostAsync("staff", hub.Key);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = Assert.Single(await hub.WorkedOffAsync("staff"));
        Assert.Equal((RunState.Completed, null), (run.State, run.ErrorCode));
        var shown = await hub.Client.GetFromJsonAsync<JsonElement>(answer.Headers.Location, Stop);
        Assert.Equal(run.Id, shown.GetProperty("run").GetProperty("id").GetGuid());
        Assert.Equal("Completed", shown.GetProperty("run").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_run_is_there_only_once_its_file_has_landed()
    {
        await using var hub = await ServedHub.QuietAsync(withFiles: true);
        using var store = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "store", "hub.db")};Pooling=False");
        await store.OpenAsync(Stop);
        await store.ExecuteAsync("CREATE TRIGGER too_early BEFORE INSERT ON run WHEN NOT EXISTS (SELECT 1 FROM landing WHERE lower(hex(sha256)) = new.occurrence) BEGIN SELECT RAISE(ABORT, 'no landing'); END");

        Assert.Single(await hub.Engine.Starter.StartAsync(new("staff", "hand"), Stop));
    }

    [Fact]
    public async Task An_unknown_pipeline_and_an_unreadable_body_are_told_apart()
    {
        await using var hub = await ServedHub.StartAsync(withFiles: false);
        using var rubbish = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent("{", Encoding.UTF8, "application/json") };
        rubbish.Headers.Add("X-Hub-Key", hub.Key);

        Assert.Equal(HttpStatusCode.NotFound, (await hub.PostAsync("nowhere", hub.Key)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Client.SendAsync(rubbish, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_request_under_a_foreign_host_name_is_not_answered()
    {
        await using var hub = await ServedHub.StartAsync(withFiles: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs") { Headers = { Host = "evil.example" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await hub.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task The_dashboard_is_shown_and_changes_nothing()
    {
        await using var hub = await ServedHub.StartAsync(withFiles: false);
        await hub.Beat.RunAsync(Stop);
        using var trigger = new FormUrlEncodedContent([new("jobs[]", "schedule:staff")]);

        Assert.Contains("schedule:staff", await hub.Client.GetStringAsync("/jobs/recurring", Stop));
        var answer = await hub.Client.PostAsync("/jobs/recurring/remove", trigger, Stop);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains("schedule:staff", await hub.Client.GetStringAsync("/jobs/recurring", Stop));
    }

    [Fact]
    public async Task The_log_holds_no_value_of_a_record()
    {
        await using var hub = await ServedHub.StartAsync();
        foreach (var pipeline in new[] { "staff", "ledger-de", "ledger-it" }) await hub.PostAsync(pipeline, hub.Key);
        foreach (var pipeline in new[] { "staff", "ledger-de", "ledger-it" }) await hub.WorkedOffAsync(pipeline);
        var markers = Directory.EnumerateFiles(Path.Combine(ServedHub.DemoFiles(), "in"), "*.csv", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllText(file, Encoding.Latin1).Split(';', ',', '\r', '\n'))
            .Select(value => value.Trim('"', ' '))
            .Where(value => value.Length >= 5 && !value.All(char.IsAsciiDigit))
            .ToHashSet();
        await hub.App.StopAsync(Stop);
        await hub.App.DisposeAsync();

        var log = string.Concat(Directory.EnumerateFiles(hub.Logs).Select(File.ReadAllText));

        Assert.Contains("\"Pipeline\":\"staff\"", log);
        Assert.True(markers.Count > 50);
        Assert.DoesNotContain(markers, marker => log.Contains(marker, StringComparison.Ordinal));
    }
}
