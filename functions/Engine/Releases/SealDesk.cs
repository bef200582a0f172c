using System.Globalization;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Seals approved releases, and voids open ones whose data changed.</summary>
public sealed class SealDesk
{
    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly TimeProvider clock;

    internal SealDesk(IReleaseStore store, IWorkspaces workspaces, TimeProvider clock) =>
        (this.store, this.workspaces, this.clock) = (store, workspaces, clock);

    /// <summary>Takes the next number and writes file and manifest; a crash in between leaves what sealing again repairs.</summary>
    public async Task<SealOutcome> SealAsync(string release, Actor actor, CancellationToken ct)
    {
        var (head, plan) = await OpenAsync(release, ct);
        var at = clock.GetUtcNow();
        var move = await store.MoveAsync(head.Id, (facts, view) => Decide(facts, view, plan, actor, at), ct);
        if (move.After.State == ReleaseState.Voided)
        {
            throw new RefusedException("release.entity-changed", $"{head.Title} is voided: data behind rows {Voiding.Text(move.After.Voiding!.Lines)} changed since it was drafted; draft again.");
        }

        return new(head.ShortId, move.Number!.Value, Path.Combine(store.Folder, move.After.Files[0].Uri), move.After.Files[0].Sha256);
    }

    /// <summary>Voids every open release that a commit since its draft has touched; call it after a run.</summary>
    public async Task<IReadOnlyList<VoidedRelease>> VoidTouchedAsync(CancellationToken ct)
    {
        List<ReleaseHead> open;
        using (var view = store.Read()) open = [.. view.Heads().Where(head => head.IsOpen)];
        var voided = new List<VoidedRelease>();
        foreach (var head in open)
        {
            if (await TouchedAsync(head, ct) is not { Count: > 0 } lines) continue;
            await store.MoveAsync(head.Id, (facts, _) => VoidFor(facts, lines, clock.GetUtcNow()), ct);
            voided.Add(new(head.Title, lines));
        }

        return voided;
    }

    private async Task<IReadOnlyList<int>> TouchedAsync(ReleaseHead head, CancellationToken ct)
    {
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export);
        using var view = store.Read();
        return view.Facts(head.Id).Head.IsOpen ? plan.Compare(view.Rows(head.Id), plan.Draw(view, head.Period)).Touched : [];
    }

    private async Task<(ReleaseHead Head, IReleasePlan Plan)> OpenAsync(string release, CancellationToken ct)
    {
        ReleaseHead head;
        using (var view = store.Read()) head = view.Find(release);
        return (head, ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export));
    }

    private ReleaseMove Decide(ReleaseFacts facts, IReleaseView view, IReleasePlan plan, Actor actor, DateTimeOffset at)
    {
        var (touched, stale) = plan.Compare(view.Rows(facts.Head.Id), plan.Draw(view, facts.Head.Period));
        facts.Release.Sealable(facts.Release.Rows, []);
        if (touched.Count > 0) return VoidFor(facts, touched, at);
        var rows = facts.Head.HashOf(view.Rows(facts.Head.Id));
        facts.Release.Sealable(rows, stale);
        var number = view.NextNumber(facts.Head.Export, facts.Head.Mode);
        var after = facts.Release.Seal(rows, stale, Write(facts, view, plan, number, at));
        return new(facts, after, at, [ReleaseAudit.Entry(actor, "sealed", after, json =>
        {
            json.Name("number").Value(number);
            ReleaseAudit.Files(json, after.Files);
        })])
        {
            Number = number,
        };
    }

    private List<SealedFile> Write(ReleaseFacts facts, IReleaseView view, IReleasePlan plan, long number, DateTimeOffset at)
    {
        var id = facts.Head.Id;
        var folder = new ReleaseFolder(store.Folder, facts.Head, number);
        folder.Prepare();
        var text = number.ToString(CultureInfo.InvariantCulture);
        List<SealedFile> files = [.. plan.Files(facts.Head.Period, text).Select(file => folder.Write(file.Name, output => file.Write(view.Rows(id), new Sealing(text, at), output)))];
        files.Add(folder.Write(files[0].Name + Manifest.Ending, output => Manifest.Write(output, facts, number, files, view.Totals(id), view.AuditHead())));
        folder.Sync();
        return files;
    }

    private static ReleaseMove VoidFor(ReleaseFacts facts, IReadOnlyList<int> lines, DateTimeOffset at)
    {
        var after = facts.Release.Void(new("Data behind its rows changed.", lines));
        return new(facts, after, at, [ReleaseAudit.Entry(Actor.Hub, "voided", after, json => ReleaseAudit.Lines(json, lines))]);
    }
}

/// <summary>What sealing came to.</summary>
/// <param name="Path">Of the sealed file.</param>
public sealed record SealOutcome(string Release, long Number, string Path, string Sha256);

/// <summary>A release that may no longer go out, and the rows whose data changed.</summary>
public sealed record VoidedRelease(string Release, IReadOnlyList<int> Lines);
