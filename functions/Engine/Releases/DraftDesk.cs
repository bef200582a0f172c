using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Freezes what an export owes for a period into a new release.</summary>
public sealed class DraftDesk
{
    private const string Live = "live";

    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly IPinnedMappings mappings;
    private readonly IRawReader raw;
    private readonly TimeProvider clock;

    internal DraftDesk(IReleaseStore store, IWorkspaces workspaces, IPinnedMappings mappings, IRawReader raw, TimeProvider clock) =>
        (this.store, this.workspaces, this.mappings, this.raw, this.clock) = (store, workspaces, mappings, raw, clock);

    /// <summary>Drafts and judges a release, or says that nothing changed since the last one.</summary>
    /// <param name="export">Name of an export or a pack.</param>
    public async Task<DraftOutcome> DraftAsync(string export, Period period, Actor actor, CancellationToken ct)
    {
        var workspace = await workspaces.CurrentAsync(ct);
        var plan = ReleasePlans.Of(workspace, export);
        using var view = store.Read();
        var at = clock.GetUtcNow();
        var drawing = plan.Draw(view, period);
        var judged = await plan.JudgeAsync(new(view, workspace, period, at, mappings, raw), drawing, ct);
        var head = Head(plan, workspace, period, at, drawing.CommitNo, judged.Rows);
        if (Same(view, head) is { } same) return new(same.ShortId, same.State, same.Number, judged.Rows.Count, Created: false, [], []);

        var deciding = DecidingFiles.Of(plan, workspace, judged, view.Versions(), Baseline(view, head.Export)?.Workspace);
        judged = judged with { Gates = [.. judged.Gates, Gates.PublishedByActors(deciding)] };
        var participants = Participants.Of(actor, judged.Fixes, deciding.Publishers);
        var draft = Draft(plan, head with { FromCommitNo = Baseline(view, head.Export)?.ToCommitNo ?? 0 }, judged, participants, actor);
        await store.DraftAsync(draft, ct);
        return new(head.ShortId, draft.Release.State, null, judged.Rows.Count, Created: true, judged.Gates, judged.Totals);
    }

    private static ReleaseHead Head(IReleasePlan plan, Workspace workspace, Period period, DateTimeOffset at, long commitNo, IReadOnlyList<FrozenRow> rows)
    {
        var head = new ReleaseHead(Guid.CreateVersion7(at), plan.Name, plan.Partner.Name, Live, ReleaseState.Drafted, period, workspace.Hash, plan.LayoutVersion, "")
        {
            ToCommitNo = commitNo,
            DraftedAt = at,
        };
        return head with { RowsHash = head.HashOf(rows).Hex };
    }

    // A release with these very rows is out, sealed or waiting: another one would only double it.
    private static ReleaseHead? Same(IReleaseView view, ReleaseHead head)
    {
        var others = view.Heads().Where(other => (other.Export, other.Mode, other.Period) == (head.Export, head.Mode, head.Period)).ToList();
        return others.LastOrDefault(other => (other.IsOpen || other.State == ReleaseState.Sealed) && other.RowsHash == head.RowsHash)
            ?? (others.LastOrDefault(other => other.IsOut) is { } last && last.RowsHash == head.RowsHash ? last : null);
    }

    private static ReleaseHead? Baseline(IReleaseView view, string export) =>
        view.Heads().LastOrDefault(other => other.Export == export && other.Mode == Live && other.IsOut);

    private static ReleaseDraft Draft(IReleasePlan plan, ReleaseHead head, Judgement judged, IReadOnlyList<Participant> participants, Actor actor)
    {
        var drafted = Release.Draft(head.Id, new(head.RowsHash), [.. participants.Select(participant => participant.Actor)], plan.Approvals);
        var release = drafted.Evaluate([.. judged.Gates.Where(gate => gate.State == "Failed").Select(gate => gate.Gate)]);
        return new(head, release, judged.Rows, judged.Totals, judged.Gates, participants,
        [
            ReleaseAudit.Entry(actor, "drafted", drafted, json => json.Name("frozen").Value(FrozenHash.Of(judged.Rows.Select(row => row.Text()))).Name("rows").Value(judged.Rows.Count).Name("participants").Value(Participants.Text(participants))),
            ReleaseAudit.Entry(Actor.Hub, release.State == ReleaseState.Held ? "held" : "submitted", release),
        ]);
    }
}

/// <summary>What drafting came to.</summary>
/// <param name="Release">Short id of the new release, or of the one that holds these very rows already.</param>
/// <param name="Created">False when nothing changed.</param>
public sealed record DraftOutcome(
    string Release, ReleaseState State, long? Number, int Rows, bool Created, IReadOnlyList<GateResult> Gates, IReadOnlyList<ReleaseTotal> Totals);
