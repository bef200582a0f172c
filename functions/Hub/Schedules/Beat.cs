using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>One look around: schedules, files that arrived, runs that wait, releases to deliver.</summary>
internal sealed class Beat(HubEngine engine, ScheduleBook book, RunQueue queue, Outbox outbox, TimeProvider clock, ILogger<Beat> log)
{
    /// <summary>How long a file must have stood still before it is taken unattended.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly Faults faults = new();
    private bool isFirst = true;

    /// <summary>When the last look began or ended.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Looks once; what goes wrong in one place is logged by code and stops no other.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        At = clock.GetUtcNow();
        await TryAsync("schedules", () => book.RefreshAsync(ct), ct);
        await TryAsync("workspace", () => PollAsync(ct), ct);
        await TryAsync("runs", () => queue.FillAsync(ct), ct);
        await TryAsync("outbox", () => outbox.DeliverAsync(ct), ct);
        isFirst = false;
        At = clock.GetUtcNow();
    }

    private async Task PollAsync(CancellationToken ct)
    {
        if (await engine.LatestAsync(ct) is not { } workspace) return;
        foreach (var pipeline in workspace.Pipelines.Values)
        {
            await TryAsync(pipeline.Name, async () =>
            {
                if (engine.Connect(workspace, pipeline.Connection) is IFileSource) await TakeAsync(pipeline.Name, ct);
            }, ct);
        }
    }

    // A file that failed waits for its retry or for a person; a start of the hub tries it once more.
    private async Task TakeAsync(string pipeline, CancellationToken ct)
    {
        foreach (var ticket in await engine.Starter.StartAsync(new(pipeline, "poll", Settle: Settle) { Again = isFirst }, ct))
            if (ticket.Created) log.RunQueued(ticket.RunId, ticket.Pipeline, "poll");
    }

    private async Task TryAsync(string place, Func<Task> look, CancellationToken ct)
    {
        try
        {
            await look();
            if (faults.Clear(place)) log.PlaceMended(place);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failed)
        {
            var code = Faults.CodeOf(failed);
            if (faults.Raise(place, code)) log.PlaceFailed(place, code);
        }
    }
}
