namespace BackOffice.Integration.Hub.Schedules;

/// <summary>Beats at an even pace; one look ends before the next begins.</summary>
internal sealed class Poller(Beat beat, PollPace pace, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(pace.Every, clock);
        do await beat.RunAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>How often the hub looks around.</summary>
internal sealed record PollPace(TimeSpan Every);
