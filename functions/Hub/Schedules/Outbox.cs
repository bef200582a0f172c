using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>Delivers sealed releases; one that fails is tried again later and holds up no other.</summary>
internal sealed class Outbox(HubEngine engine, TimeProvider clock, ILogger<Outbox> log)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    private readonly Dictionary<Guid, (DateTimeOffset Next, TimeSpan Wait)> waits = [];

    public async Task DeliverAsync(CancellationToken ct)
    {
        foreach (var release in engine.Releases.List().Where(release => release.State == ReleaseState.Sealed))
            if (!waits.TryGetValue(release.Id, out var wait) || wait.Next <= clock.GetUtcNow()) await DeliverAsync(release.Id, ct);
    }

    private async Task DeliverAsync(Guid release, CancellationToken ct)
    {
        try
        {
            await engine.Deliveries.DeliverAsync(release.ToString(), Actor.Hub, ct);
            waits.Remove(release);
            log.ReleaseDelivered(release);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            var wait = waits.TryGetValue(release, out var before) ? before.Wait * 2 : TimeSpan.FromSeconds(5);
            if (wait > LongestWait) wait = LongestWait;
            waits[release] = (clock.GetUtcNow() + wait, wait);
            log.ReleaseNotDelivered(release, Faults.CodeOf(failed), wait);
        }
    }
}
