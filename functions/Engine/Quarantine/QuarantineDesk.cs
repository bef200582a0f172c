using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>What people do with records that wait: look, and try again.</summary>
public sealed class QuarantineDesk
{
    private readonly IQuarantineStore store;
    private readonly IRawReader raw;
    private readonly QuarantineReplay replay;

    internal QuarantineDesk(IQuarantineStore store, IRawReader raw, QuarantineReplay replay) =>
        (this.store, this.raw, this.replay) = (store, raw, replay);

    public Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, CancellationToken ct) => store.ListAsync(pipeline, onlyOpen: true, ct);

    /// <param name="id">An id, its beginning, or a record's key, where that is unique.</param>
    public async Task<QuarantinedOriginal> ShowAsync(string id, CancellationToken ct)
    {
        var item = await FindAsync(id, ct);
        var payload = (await raw.ReadAsync([item.Reference!], ct))[0];
        return new(item, Encoding.UTF8.GetString(payload.Span));
    }

    /// <summary>Maps waiting records with the mapping published last; returns how many still wait of those tried.</summary>
    /// <param name="id">One record as in <see cref="ShowAsync"/>, or null for every record that can be replayed.</param>
    public async Task<RunCounts> ReplayAsync(string? id, CancellationToken ct)
    {
        var items = id is null ? (await ListAsync(null, ct)).Where(item => item.CanReplay) : [await FindAsync(id, ct)];
        var counts = new RunCounts();
        foreach (var together in items.GroupBy(item => item.Pipeline)) counts += await replay.RunAsync(together.Key, [.. together], ct);
        return counts;
    }

    private async Task<QuarantineItem> FindAsync(string id, CancellationToken ct)
    {
        var found = (await store.ListAsync(null, onlyOpen: false, ct)).Where(item => item.Id.ToString().StartsWith(id, StringComparison.Ordinal) || item.Key == id).ToList();
        var open = found.FindAll(item => item.State == "Opened");
        return (open.Count > 0 ? open : found) switch
        {
            [var one] => one,
            [] => throw new RefusedException("quarantine.unknown", $"No quarantined record is called '{id}'; `backoffice quarantine list` shows them."),
            _ => throw new RefusedException("quarantine.ambiguous", $"Several quarantined records are called '{id}'; give more of the id."),
        };
    }
}

/// <summary>Runs waiting records of one pipeline through its mapping again, as a run of its own.</summary>
internal sealed class QuarantineReplay(IWorkspaces workspaces, IRunStore runs, ILeases leases, InboundWorkshop workshop, Replay replay, IFindingStore findings, TimeProvider clock)
{
    public async Task<RunCounts> RunAsync(string pipeline, IReadOnlyList<QuarantineItem> items, CancellationToken ct)
    {
        if (items.FirstOrDefault(item => !item.CanReplay) is { } broken)
            throw new RefusedException("quarantine.source-at-fault", $"Record {broken.Id.ToString()[..8]} is broken in the file itself ({broken.Issues[0].Code}); correct the source and send it again.");
        var workspace = await workspaces.LoadAsync(null, ct) ?? throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        var run = new RunRecord(Guid.CreateVersion7(), pipeline, $"replay:{Guid.CreateVersion7()}", "hand", RunState.Started, 1, workspace.Hash, clock.GetUtcNow());
        var lease = await TakeAsync(pipeline, ct);
        try
        {
            await runs.StartAsync(run, ct);
            var work = (await workshop.PrepareAsync(run, workspace, lease, ct)).ForReplay();
            var counts = await replay.WriteAsync(work, [.. items.Select(item => item.Reference!)], ct);
            if (work.LastCommit is { } commit) await findings.JudgeAsync(work.Slice.Connection, commit, ct);
            await runs.MoveAsync(run.Id, RunState.Completed, clock.GetUtcNow(), null, ct);
            return counts;
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
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
