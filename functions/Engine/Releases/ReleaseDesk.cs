using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Shows releases and takes people's decisions on them.</summary>
public sealed class ReleaseDesk
{
    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly TimeProvider clock;

    internal ReleaseDesk(IReleaseStore store, IWorkspaces workspaces, TimeProvider clock) =>
        (this.store, this.workspaces, this.clock) = (store, workspaces, clock);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ReleaseListing> List()
    {
        using var view = store.Read();
        return [.. view.Heads().Select(ReleaseListing.Of)];
    }

    /// <summary>Live releases that partners hold since a moment, and all that are still on their way; oldest first.</summary>
    public IReadOnlyList<Outgoing> Outgoing(DateTimeOffset since)
    {
        using var view = store.Read();
        return [.. view.Heads().Where(head => head.Mode == "live" && (head.IsOut || head.IsOpen || head.State == ReleaseState.Sealed)).Select(head => Releases.Outgoing.Of(view, head)).Where(one => !IsOut(one.State) || one.At >= since)];

        static bool IsOut(ReleaseState state) => state is ReleaseState.Delivered or ReleaseState.Acknowledged;
    }

    public ReleaseDetail Show(string release)
    {
        using var view = store.Read();
        return ReleaseDetail.Of(view, view.Find(release), store.Folder);
    }

    /// <summary>Writes the very file that sealing would write, with <c>next</c> for the number; of a sealed one, its file. Of several files it is the main one.</summary>
    public async Task PreviewAsync(string release, Stream output, CancellationToken ct)
    {
        using var view = store.Read();
        var head = view.Find(release);
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export);
        var number = head.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ReleasePlans.NextNumber;
        plan.Files(head.Period, number)[0].Write(view.Rows(head.Id), new Sealing(number, head.SealedAt ?? head.DraftedAt), output);
    }

    /// <summary>Writes all files that sealing would write into a folder, and gives their paths; a file that is there already is an error.</summary>
    public async Task<IReadOnlyList<string>> PreviewAsync(string release, string folder, CancellationToken ct)
    {
        using var view = store.Read();
        var head = view.Find(release);
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export);
        var number = head.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ReleasePlans.NextNumber;
        Directory.CreateDirectory(folder);
        List<string> written = [];
        foreach (var file in plan.Files(head.Period, number))
        {
            var path = Path.Combine(folder, file.Name);
            if (File.Exists(path)) throw new RefusedException("preview.exists", $"{path} is there already; name an empty folder with --to.");
            using var output = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
            file.Write(view.Rows(head.Id), new Sealing(number, head.SealedAt ?? head.DraftedAt), output);
            written.Add(path);
        }

        return written;
    }

    /// <summary>Compares with the export's last release that is out, other than itself.</summary>
    public async Task<ReleaseDiff> DiffAsync(string release, CancellationToken ct)
    {
        using var view = store.Read();
        var head = view.Find(release);
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export);
        var before = view.Heads().LastOrDefault(other => other.Id != head.Id && (other.Export, other.Mode) == (head.Export, head.Mode) && other.IsOut
            && (head.Number is null || other.Number < head.Number));
        return ReleaseDiff.Between(plan, before?.Title, before is null ? [] : view.Rows(before.Id), view.Rows(head.Id));
    }

    public Task<ReleaseListing> OverrideAsync(string release, string gate, string reason, Actor actor, CancellationToken ct) =>
        MoveAsync(release, actor, "overridden", before => before.Override(gate, actor, reason), json => json.Name("gate").Value(gate), ct);

    /// <param name="rowsHash">The hash the actor looked at; null stands for the stored one.</param>
    public Task<ReleaseListing> ApproveAsync(string release, string? rowsHash, Actor actor, CancellationToken ct) =>
        MoveAsync(release, actor, "approved", before => before.Approve(actor, rowsHash is null ? before.Rows : new(rowsHash.ToLowerInvariant()), clock.GetUtcNow()), null, ct);

    public Task<ReleaseListing> RejectAsync(string release, string reason, Actor actor, CancellationToken ct) =>
        MoveAsync(release, actor, "rejected", before => before.Reject(actor, before.Rows, clock.GetUtcNow(), reason), null, ct);

    /// <summary>Voids a held release so that its export can be drafted anew.</summary>
    public Task<ReleaseListing> RedraftAsync(string release, string reason, Actor actor, CancellationToken ct) =>
        MoveAsync(release, actor, "redrafted", before => before.Redraft(reason), null, ct);

    public Task<ReleaseListing> VoidAsync(string release, string reason, Actor actor, CancellationToken ct) =>
        MoveAsync(release, actor, "voided", before => before.Void(new(reason, [])), null, ct);

    private async Task<ReleaseListing> MoveAsync(string release, Actor actor, string action, Func<Release, Release> move, Action<CanonicalJson>? also, CancellationToken ct)
    {
        Guid id;
        using (var view = store.Read()) id = view.Find(release).Id;
        await store.MoveAsync(
            id,
            (facts, _) =>
            {
                var after = move(facts.Release);
                return new(facts, after, clock.GetUtcNow(), [ReleaseAudit.Entry(actor, action, after, also)]);
            },
            ct);
        using var then = store.Read();
        return ReleaseListing.Of(then.Facts(id).Head);
    }
}
