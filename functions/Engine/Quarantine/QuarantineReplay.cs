using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>Works on quarantined records of one pipeline while no run does, and maps them again as a run of its own.</summary>
internal sealed class QuarantineReplay(IWorkspaces workspaces, IRunStore runs, ILeases leases, InboundWorkshop workshop, Replay replay, RunClosing closing, TimeProvider clock)
{
    /// <param name="before">What is written first, under the same lease.</param>
    public Task<RunCounts> RunAsync(string pipeline, IReadOnlyList<QuarantineItem> items, Func<Lease, Task>? before, CancellationToken ct)
    {
        foreach (var item in items) RefuseSourceFault(item);
        return UnderLeaseAsync(pipeline, lease => MapAsync(pipeline, items, lease, before, ct), ct);
    }

    public static void RefuseSourceFault(QuarantineItem item)
    {
        if (!item.CanReplay)
            throw new RefusedException("quarantine.source-at-fault", $"Record {item.Id.ToString()[..8]} is broken in the file itself ({item.Issues[0].Code}); correct the source and send it again, or dismiss the record.");
    }

    public async Task<T> UnderLeaseAsync<T>(string pipeline, Func<Lease, Task<T>> work, CancellationToken ct)
    {
        var lease = await TakeAsync(pipeline, ct);
        try
        {
            return await work(lease);
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<RunCounts> MapAsync(string pipeline, IReadOnlyList<QuarantineItem> items, Lease lease, Func<Lease, Task>? before, CancellationToken ct)
    {
        var workspace = await workspaces.LoadAsync(null, ct) ?? throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        if (!workspace.Pipelines.ContainsKey(pipeline)) throw new RefusedException("pipeline.unknown", $"The published workspace has no pipeline '{pipeline}' any more; put it back, or dismiss its records.");
        if (before is not null) await before(lease);
        var run = new RunRecord(Guid.CreateVersion7(), pipeline, $"{RunRecord.ReplayPrefix}{Guid.CreateVersion7()}", "hand", RunState.Started, 1, workspace.Hash, clock.GetUtcNow());
        await runs.AbandonReplaysAsync(pipeline, clock.GetUtcNow(), ct);
        await runs.StartAsync(run, ct);
        try
        {
            var work = (await workshop.PrepareAsync(run, workspace, lease, ct)).ForReplay();
            var counts = await WriteAsync(work, items, ct);
            await closing.CloseReplayAsync(work, ct);
            await runs.MoveAsync(run.Id, RunState.Completed, clock.GetUtcNow(), null, ct);
            return counts;
        }
        catch (ConnectorException failed)
        {
            await runs.MoveAsync(run.Id, RunState.Failed, clock.GetUtcNow(), failed.Code, CancellationToken.None);
            throw;
        }
    }

    // What was mapped already is told anew; a later record of its key may wait and goes on waiting.
    private async Task<RunCounts> WriteAsync(InboundWork work, IReadOnlyList<QuarantineItem> items, CancellationToken ct)
    {
        var counts = new RunCounts();
        foreach (var together in items.GroupBy(item => item.State == "Resolved"))
            counts += await replay.WriteAsync(work, [.. together.Select(item => item.Reference!)], retells: together.Key, ct);
        return counts;
    }

    private async Task<Lease> TakeAsync(string pipeline, CancellationToken ct)
    {
        try
        {
            return await leases.TakeAsync($"pipeline:{pipeline}", clock.GetUtcNow(), ct);
        }
        catch (LeaseLostException held)
        {
            throw new ConnectorException(Recovery.Retry, held.Message, held) { Code = "lease.held" };
        }
    }
}
