using BackOffice.Integration.Engine;
using BackOffice.Integration.Hub.Schedules;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Healthy while the store can be read.</summary>
internal sealed class StoreCheck(HubEngine engine) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await engine.Runs.ListAsync(null, 1, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(Faults.CodeOf(failed));
        }
    }
}

/// <summary>Healthy while the poller looked around not long ago.</summary>
internal sealed class BeatCheck(Beat beat, PollPace pace, TimeProvider clock) : IHealthCheck
{
    // One look may have to copy a large file.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        beat.At is { } at && clock.GetUtcNow() - at <= pace.Every * 2 + Patience ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("poller.silent"));
}
