using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

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
    public async Task<DraftOutcome> DraftAsync(string export, Period period, Actor actor, CancellationToken ct)
    {
        var workspace = await workspaces.CurrentAsync(ct);
        var plan = ExportPlan.Of(workspace, export);
        using var view = store.Read();
        var snapshot = view.Dataset(plan.Parameters(period));
        List<FrozenRow> rows = [.. snapshot.Rows.Select(row => FrozenRow.Freeze(row, plan.Columns))];
        var head = Head(plan, workspace, period, snapshot.CommitNo, rows);
        if (Same(view, head) is { } same) return new(same.ShortId, same.State, same.Number, rows.Count, Created: false, [], []);

        var fixes = view.FixesOf(rows.SelectMany(row => row.From));
        var totals = await TotalsAsync(plan, head, rows, fixes, ct);
        var deciding = await DecidingAsync(plan, workspace, view, rows, ct);
        List<GateResult> gates = [.. Gates.Judge(plan, snapshot.Rows, totals.All, totals.File, view.Findings()), Gates.PublishedByActors(deciding)];
        var participants = Participants.Of(actor, rows, [.. view.Fixes(), .. fixes.Values], deciding.Publishers);
        var draft = Draft(plan, head with { FromCommitNo = Baseline(view, head.Export)?.ToCommitNo ?? 0 }, rows, totals.All, gates, participants, actor);
        await store.DraftAsync(draft, ct);
        return new(head.ShortId, draft.Release.State, null, rows.Count, Created: true, gates, totals.All);
    }

    private ReleaseHead Head(ExportPlan plan, Workspace workspace, Period period, long commitNo, IReadOnlyList<FrozenRow> rows)
    {
        var at = clock.GetUtcNow();
        var head = new ReleaseHead(Guid.CreateVersion7(at), plan.Export.Name, plan.Partner.Name, Live, ReleaseState.Drafted, period, workspace.Hash, plan.Export.Layout.Version, "")
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

    private async Task<(IReadOnlyList<ReleaseTotal> All, WrittenFile File)> TotalsAsync(ExportPlan plan, ReleaseHead head, IReadOnlyList<FrozenRow> rows, IReadOnlyDictionary<Guid, RecordFix> fixes, CancellationToken ct)
    {
        using var preview = new MemoryStream();
        plan.Render(rows, new Sealing(ExportPlan.NextNumber, head.DraftedAt), preview);
        preview.Position = 0;
        var file = WrittenFile.Read(plan, preview);
        var source = await new SourceTotals(raw, mappings, fixes).OfAsync(plan, head.Workspace, rows, ct);
        return ([.. source, .. CanonicalTotals.Of(plan, rows), .. file.Totals], file);
    }

    private async Task<DecidingFiles> DecidingAsync(ExportPlan plan, Workspace workspace, IReleaseView view, IReadOnlyList<FrozenRow> rows, CancellationToken ct)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (connection, stream, mapping) in rows.SelectMany(row => row.From).Select(origin => (origin.Connection, origin.Stream, origin.Mapping)).Distinct())
        {
            if (await mappings.FindAsync(workspace.Hash, connection, stream, mapping, ct) is { } found) used.Add(found.Sha256);
        }

        return DecidingFiles.Of(plan, workspace, rows, used, view.Versions(), Baseline(view, plan.Export.Name)?.Workspace);
    }

    private static ReleaseDraft Draft(
        ExportPlan plan, ReleaseHead head, List<FrozenRow> rows, IReadOnlyList<ReleaseTotal> totals, IReadOnlyList<GateResult> gates, IReadOnlyList<Participant> participants, Actor actor)
    {
        var drafted = Release.Draft(head.Id, new(head.RowsHash), [.. participants.Select(participant => participant.Actor)], plan.Export.Approvals);
        var judged = drafted.Evaluate([.. gates.Where(gate => gate.State == "Failed").Select(gate => gate.Gate)]);
        return new(head, judged, rows, totals, gates, participants,
        [
            ReleaseAudit.Entry(actor, "drafted", drafted, json => json.Name("frozen").Value(FrozenHash.Of(rows.Select(row => row.Text()))).Name("rows").Value(rows.Count).Name("participants").Value(Participants.Text(participants))),
            ReleaseAudit.Entry(Actor.Hub, judged.State == ReleaseState.Held ? "held" : "submitted", judged),
        ]);
    }
}

/// <summary>What drafting came to.</summary>
/// <param name="Release">Short id of the new release, or of the one that holds these very rows already.</param>
/// <param name="Created">False when nothing changed.</param>
public sealed record DraftOutcome(
    string Release, ReleaseState State, long? Number, int Rows, bool Created, IReadOnlyList<GateResult> Gates, IReadOnlyList<ReleaseTotal> Totals);
