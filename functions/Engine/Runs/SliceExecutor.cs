using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Executes one slice of a run under a lease; the last slice closes the run.</summary>
public sealed class SliceExecutor
{
    private readonly IRunStore runs;
    private readonly ILeases leases;
    private readonly IWorkspaces workspaces;
    private readonly InboundRun inbound;
    private readonly TimeProvider clock;

    internal SliceExecutor(IRunStore runs, ILeases leases, IWorkspaces workspaces, InboundRun inbound, TimeProvider clock) =>
        (this.runs, this.leases, this.workspaces, this.inbound, this.clock) = (runs, leases, workspaces, inbound, clock);

    /// <summary>The name of the slice that is the whole.</summary>
    public static string Whole => "";

    /// <summary>Goes on from the last commit; a completed run is left alone.</summary>
    /// <param name="progress">Told the counts of each commit.</param>
    public async Task<RunOutcome> ExecuteAsync(Guid runId, string slice, IProgress<RunCounts>? progress, CancellationToken ct)
    {
        var run = await runs.FindAsync(runId, ct) ?? throw new RefusedException("run.unknown", $"There is no run {runId}; `backoffice run list` shows them.");
        if (!IsUnfinished(run)) return OutcomeOf(run);
        Lease lease;
        try
        {
            lease = await leases.TakeAsync($"pipeline:{run.Pipeline}", clock.GetUtcNow(), ct);
        }
        catch (LeaseLostException held)
        {
            return new(runId, run.State, run.Counts, "lease.held", held.Message, Recovery.Retry);
        }

        try
        {
            // Whoever held the lease before may have executed the run, or another one that stands for it.
            run = (await runs.FindAsync(runId, ct))!;
            return IsUnfinished(run) ? await ExecuteAsync(run, lease, progress, ct) : OutcomeOf(run);
        }
        finally
        {
            await ReleaseAsync(lease);
        }
    }

    private static bool IsUnfinished(RunRecord run) => run.State is RunState.Queued or RunState.Started;

    private static RunOutcome OutcomeOf(RunRecord run) => new(run.Id, run.State, run.Counts, run.State == RunState.Abandoned ? null : run.ErrorCode);

    private async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (SqliteException full) when (DiskFull.Is(full))
        {
            // The lease ends with this process, or with its term.
        }
    }

    private async Task<RunOutcome> ExecuteAsync(RunRecord run, Lease lease, IProgress<RunCounts>? progress, CancellationToken ct)
    {
        await runs.MoveAsync(run.Id, RunState.Started, clock.GetUtcNow(), null, ct);
        try
        {
            var workspace = await workspaces.LoadAsync(run.WorkspaceHash, ct)
                ?? throw new ConnectorException(Recovery.Reconfigure, "The workspace version this run is pinned to is not in the store; restore the store or start the run again.") { Code = "workspace.missing" };
            var (ended, reason) = await inbound.ReadAsync(run, workspace, lease, progress, ct) ? (RunState.Completed, null) : (RunState.Abandoned, RunSuccession.Code);
            await runs.MoveAsync(run.Id, ended, clock.GetUtcNow(), reason, ct);
            return new(run.Id, ended, await runs.CountAsync(run.Id, ct));
        }
        catch (ConnectorException later) when (later.Recovery == Recovery.Retry)
        {
            // Not failed but waiting: whoever executes the run next goes on from its last commit.
            return await EndAsync(run, RunState.Queued, later.Code, later.Message, later.Recovery);
        }
        catch (ConnectorException failed)
        {
            return await EndAsync(run, RunState.Failed, failed.Code, failed.Message, failed.Recovery);
        }
        catch (LeaseLostException lost)
        {
            return new(run.Id, RunState.Started, await runs.CountAsync(run.Id, ct), "lease.lost", lost.Message, Recovery.Retry);
        }
        catch (Exception full) when (DiskFull.Is(full))
        {
            return await EndAsync(run, RunState.Failed, DiskFull.Code, DiskFull.Message, Recovery.Stop);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            await EndAsync(run, RunState.Failed, "bug." + bug.GetType().Name, bug.Message, Recovery.Stop);
            throw;
        }
    }

    private async Task<RunOutcome> EndAsync(RunRecord run, RunState state, string code, string message, Recovery recovery)
    {
        try
        {
            await runs.MoveAsync(run.Id, state, clock.GetUtcNow(), code, CancellationToken.None);
        }
        catch (SqliteException full) when (DiskFull.Is(full))
        {
            // Nothing can be written down; the run stays Started and resumes.
        }

        return new(run.Id, state, await runs.CountAsync(run.Id, CancellationToken.None), code, message, recovery);
    }
}
