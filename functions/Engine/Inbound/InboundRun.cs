using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Reads one run's slice to its end and then judges what it brought.</summary>
internal sealed class InboundRun(RunSuccession succession, InboundWorkshop workshop, PeriodIndex periods, InboundPipeline pipeline, RunClosing closing, TimeProvider clock)
{
    private const int Attempts = 4;

    /// <summary>False where a newer run stands for this one, and nothing was read.</summary>
    public async Task<bool> ReadAsync(RunRecord run, Workspace workspace, Lease lease, IProgress<RunCounts>? progress, CancellationToken ct)
    {
        var work = await workshop.PrepareAsync(run, workspace, lease, ct);
        if (work.Source is not IFileSource && !await succession.TakeAsync(run, work.Slice, ct)) return false;
        await periods.BringUpAsync(work, ct);
        await ReadWithRetriesAsync(work, progress, ct);
        await closing.CloseAsync(run, workspace, work, ct);
        return true;
    }

    /// <summary>Opens the source again from the last commit, a bounded number of times without progress.</summary>
    private async Task ReadWithRetriesAsync(InboundWork work, IProgress<RunCounts>? progress, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = work.LastCommit;
            try
            {
                await pipeline.RunAsync(work, progress, ct);
                return;
            }
            catch (ConnectorException failed) when (failed.Recovery == Recovery.Retry && (work.LastCommit != before || attempt < Attempts))
            {
                if (work.LastCommit != before) attempt = 0;
                await Task.Delay(failed.Wait ?? TimeSpan.FromSeconds(Math.Pow(2, attempt)), clock, ct);
            }
        }
    }
}
