using System.Net.Http.Json;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Api;
using BackOffice.Integration.Hub.Cli;
using BackOffice.Integration.Hub.Schedules;
using BackOffice.Integration.Tests.Unit.Engine.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Hub;

/// <summary>The demo's workspace served on a free port, with a clock that stands until it is moved.</summary>
internal sealed class ServedHub : IAsyncDisposable
{
    private readonly TempFolder temp;
    private readonly HubSession session;

    private ServedHub(TempFolder temp, HubSession session, WebApplication app, FakeTimeProvider clock, string key)
    {
        (this.temp, this.session, App, Clock, Key) = (temp, session, app, clock, key);
        Client = new() { BaseAddress = new(app.Urls.First()) };
    }

    public WebApplication App { get; }

    public FakeTimeProvider Clock { get; }

    public string Key { get; }

    public HttpClient Client { get; }

    public HubEngine Engine => session.Engine;

    public string Folder => session.Folder;

    public string Logs => Path.Combine(session.StoreFolder, "logs");

    public Beat Beat => App.Services.GetRequiredService<Beat>();

    /// <summary>A Tuesday, at noon in Berlin; the staff pipeline is due on weekdays at six.</summary>
    public static async Task<ServedHub> StartAsync(bool withFiles = true)
    {
        var temp = new TempFolder();
        Copy(DemoFiles(), temp.Path);
        if (!withFiles)
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(temp.Path, "in"), "*", SearchOption.AllDirectories)) File.Delete(file);
        Directory.CreateDirectory(System.IO.Path.Combine(temp.Path, "out", "bureau"));
        var clock = new FakeTimeProvider(new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero));
        var session = await HubSession.OpenAsync(temp.Path, TestContext.Current.CancellationToken, clock);
        var published = await session.Engine.Publisher.PublishAsync(temp.Path, new("clerk", "clerk"), TestContext.Current.CancellationToken);
        Assert.Empty(published.Errors);
        var key = ApiKey.ReadOrCreate(System.IO.Path.Combine(session.StoreFolder, "api-key"), out var fresh);
        var app = HubServer.Build(session, new(0, TimeSpan.FromSeconds(5), key, clock, Console: false));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(temp, session, app, clock, fresh!);
    }

    /// <summary>A hub whose poller is stopped, so that a test beats itself.</summary>
    public static async Task<ServedHub> QuietAsync(bool withFiles = false)
    {
        var hub = await StartAsync(withFiles);
        // A service that is stopped before it has begun counts as failed and stops the host.
        while (hub.Beat.At is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        await hub.App.Services.GetServices<IHostedService>().OfType<Poller>().Single().StopAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    public async Task<HttpResponseMessage> PostAsync(string pipeline, string? bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = JsonContent.Create(new { pipeline }) };
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until no run is left to do; ends because the workers do.</summary>
    public async Task<IReadOnlyList<RunSummary>> WorkedOffAsync(string pipeline)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await Engine.Runs.UnfinishedAsync(patience.Token)).Any(run => run.Pipeline == pipeline)) await Task.Delay(20, patience.Token);
        return await Engine.Runs.ListAsync(pipeline, 100, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await session.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        temp.Dispose();
    }

    public static string DemoFiles()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "global.json"))) return System.IO.Path.Combine(folder.FullName, "infra", "demo");
        throw new DirectoryNotFoundException("infra/demo");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
