using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Of several unfinished runs that would read the same thing again, one stands for the others; files are no such thing.</summary>
internal sealed class RunSuccession(IRunStore runs, IInboundStore inbound, TimeProvider clock)
{
    /// <summary>Why a run that another one stands for was ended.</summary>
    public const string Code = "run.superseded";

    /// <summary>Ends the older runs that this one stands for; false where a newer one stands for it. The caller holds the pipeline's lease.</summary>
    public async Task<bool> TakeAsync(RunRecord run, StreamSlice slice, CancellationToken ct)
    {
        var others = (await runs.UnfinishedAsync(run.Pipeline, ct)).Where(other => other.Id != run.Id).ToList();
        if (others.Count == 0) return true;
        var newer = others.Where(other => IsNewer(other, run)).ToList();
        if (newer.Count > 0 && !await GoesOnAsync(run, newer, slice, ct)) return false;
        foreach (var older in others.Except(newer)) await runs.MoveAsync(older.Id, RunState.Abandoned, clock.GetUtcNow(), Code, ct);
        return true;
    }

    // A reading that has begun is worth more than one that would begin anew, unless that one reads or maps otherwise.
    private async Task<bool> GoesOnAsync(RunRecord run, List<RunRecord> newer, StreamSlice slice, CancellationToken ct) =>
        newer.TrueForAll(other => other.WorkspaceHash == run.WorkspaceHash) && (await inbound.ReadStateAsync(slice, ct))?.RunId == run.Id;

    // As the store orders them.
    private static bool IsNewer(RunRecord other, RunRecord run) => string.CompareOrdinal(other.Id.ToString(), run.Id.ToString()) > 0;
}
