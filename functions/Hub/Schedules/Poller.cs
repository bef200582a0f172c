namespace BackOffice.Integration.Hub.Schedules;

/// <summary>Beats at an even pace; one look ends before the next begins.</summary>
internal sealed class Poller(Beat beat, PollPace pace, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(pace.Every, clock);
        try
        {
            do await beat.RunAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Being asked to stop is no failure; let out, it would stop the host.
        }
    }
}

/// <summary>How often the hub looks around.</summary>
internal sealed record PollPace(TimeSpan Every);
