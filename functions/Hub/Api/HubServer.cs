using System.Net;
using System.Text.Json.Serialization;
using BackOffice.Integration.Hub.Cli;
using BackOffice.Integration.Hub.Schedules;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HostFiltering;
using Serilog;

namespace BackOffice.Integration.Hub.Api;

/// <summary>The hub as a server: schedules, poller, dashboard and API, for this machine only.</summary>
internal static class HubServer
{
    public const string Dashboard = "/jobs";

    private const int MaxBody = 64 << 10;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(4);

    /// <summary>Composes a server that is not started yet; no environment variable or settings file can open it to others.</summary>
    public static WebApplication Build(HubSession session, ServeOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.AddServerHeader = false;
        });
        builder.Services
            .AddSerilog(HubLogging.Create(Path.Combine(session.StoreFolder, "logs"), options.Console), dispose: true)
            .AddSingleton(session.Engine)
            .AddSingleton(options.Clock)
            .AddSingleton(options.Key)
            .AddSingleton(new PollPace(options.Poll))
            .AddSingleton<IHostLifetime, CommandLifetime>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        AddJobs(builder.Services);
        AddHttp(builder.Services);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddJobs(IServiceCollection services) => services
        // Of its own, so that two hubs in one process share nothing.
        .AddSingleton<JobStorage>(_ => new InMemoryStorage())
        .AddSingleton<JobActivator>(hub => new AspNetCoreJobActivator(hub.GetRequiredService<IServiceScopeFactory>()))
        .AddHangfire(jobs => jobs.UseRecommendedSerializerSettings())
        .AddHangfireServer(server =>
        {
            server.WorkerCount = Math.Clamp(Environment.ProcessorCount, 2, 8);
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            server.ShutdownTimeout = Farewell;
        })
        .AddSingleton<RunQueue>()
        .AddSingleton<ScheduleBook>()
        .AddSingleton<Outbox>()
        .AddSingleton<Beat>()
        .AddTransient<RunJobs>()
        .AddHostedService<Poller>();

    private static void AddHttp(IServiceCollection services) => services
        .AddRouting()
        .AddProblemDetails()
        // A page elsewhere that resolves its own name to this machine is not answered.
        .Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1"])
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()))
        .AddHealthChecks()
        .AddCheck<StoreCheck>("store")
        .AddCheck<BeatCheck>("poller");

    private static void Map(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseMiddleware<Refusals>();
        app.UseMiddleware<KeyGate>();
        app.MapRuns();
        app.MapGet("/api/status", HubStatus.ReadAsync);
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapHangfireDashboard(Dashboard, new DashboardOptions
        {
            Authorization = [new LoopbackOnly()],
            IsReadOnlyFunc = _ => true,
            AppPath = null,
            DisplayStorageConnectionString = false,
        });
    }
}

/// <summary>How a server is to run.</summary>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Console">Whether it also logs to the console.</param>
internal sealed record ServeOptions(int Port, TimeSpan Poll, ApiKey Key, TimeProvider Clock, bool Console = true);
