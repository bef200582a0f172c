using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions.Watchdog;

/// <summary>Raises its voice when a scheduled pipeline has been silent too long.</summary>
public sealed class WatchdogFunction(HubEngine engine, WorkerSettings settings, TimeProvider clock, ILogger<WatchdogFunction> log)
{
    private const int Recent = 50;

    [Function("Watchdog")]
    public async Task RunAsync([TimerTrigger("0 7 * * * *", UseMonitor = true)] TimerInfo timer, CancellationToken ct)
    {
        var workspace = await engine.Publisher.LoadAsync(null, settings.Workspace, ct);
        foreach (var pipeline in workspace?.Pipelines.Values.Where(pipeline => pipeline.Schedule is not null) ?? [])
            if (await IsSilentAsync(pipeline.Name, ct)) log.PipelineSilent(pipeline.Name, (int)settings.SilentAfter.TotalHours);
    }

    private async Task<bool> IsSilentAsync(string pipeline, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - settings.SilentAfter;
        return !(await engine.Runs.ListAsync(pipeline, Recent, ct)).Any(run => run.State == RunState.Completed && run.EndedAt >= since);
    }
}
