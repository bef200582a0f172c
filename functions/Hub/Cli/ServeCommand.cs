using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BackOffice.Integration.Hub.Api;
using BackOffice.Integration.Hub.Schedules;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The hub that stays: schedules, folder poll, dashboard and API.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5080;

    /// <summary>How long a stop may take before the process is ended.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(8);

    public static Command Serve()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => DefaultPort };
        var poll = new Option<TimeSpan>("--poll") { Description = "How often to look for files, such as 5s or 1m.", CustomParser = Pace, DefaultValueFactory = _ => TimeSpan.FromSeconds(5) };
        var command = new Command("serve", "Publishes the workspace and keeps it going: schedules, arriving files, deliveries, API.") { port, poll, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var published = await session.Engine.Publisher.PublishAsync(session.Folder, Credentials.ActorOrHub(verb, session), verb.Stop);
            if (published.Workspace is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, published.Errors);
            var key = ApiKey.ReadOrCreate(Path.Combine(session.StoreFolder, "api-key"), out var fresh);
            await using var server = HubServer.Build(session, new(verb.Get(port), verb.Get(poll), key, TimeProvider.System, Console: !verb.Screen.Json));
            await StartAsync(server, verb.Get(port), verb.Stop);
            Announce(verb.Screen, server.Urls.First(), fresh);
            await StayAsync(server, workspace.Hub.Name, verb.Stop);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task StartAsync(WebApplication server, int port, CancellationToken stop)
    {
        try
        {
            await server.StartAsync(stop);
        }
        catch (IOException)
        {
            throw new CliException("serve.port-taken", $"Port {port} on 127.0.0.1 is taken; end what listens there, or name another with --port (0 takes a free one).");
        }
    }

    private static void Announce(Screen screen, string address, string? key)
    {
        screen.JsonOnly(new { address, key });
        if (key is not null) screen.Say($"Key of the API, shown this once: {key}");
        screen.Say($"Listening at {address} (jobs at {address}{HubServer.Dashboard}, health at {address}/health/ready); Ctrl-C stops.");
    }

    private static async Task StayAsync(WebApplication server, string hub, CancellationToken stop)
    {
        var log = server.Services.GetRequiredService<ILogger<Poller>>();
        log.Listening(hub, server.Urls.First());
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await server.StopAsync(CancellationToken.None);
        log.Stopped(hub);
    }

    private static TimeSpan Pace(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var number = text.TrimEnd('m', 's');
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 3600)
        {
            switch (text[number.Length..])
            {
                case "s": return TimeSpan.FromSeconds(count);
                case "m": return TimeSpan.FromMinutes(count);
            }
        }

        result.AddError("--poll takes a number of seconds or minutes from 1 to 3600, such as 5s or 1m.");
        return default;
    }
}
