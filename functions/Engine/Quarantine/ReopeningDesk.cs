using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>Takes back what people decided on quarantined records: a dismissal, or fixes.</summary>
public sealed class ReopeningDesk
{
    private readonly QuarantineFinder finder;
    private readonly IQuarantineStore store;
    private readonly IFixStore fixes;
    private readonly IInboundStore inbound;
    private readonly QuarantineReplay replay;
    private readonly TimeProvider clock;

    internal ReopeningDesk(QuarantineFinder finder, IQuarantineStore store, IFixStore fixes, IInboundStore inbound, QuarantineReplay replay, TimeProvider clock) =>
        (this.finder, this.store, this.fixes, this.inbound, this.replay, this.clock) = (finder, store, fixes, inbound, replay, clock);

    /// <summary>Takes the last decision back with its audit row and maps the record at once; where that fails, it waits.</summary>
    /// <param name="id">An id, its beginning, or a record's key, where that is unique.</param>
    public async Task<ReopeningOutcome> ReopenAsync(string id, string reason, Actor actor, CancellationToken ct)
    {
        var item = await finder.FindAsync(id, ct);
        var by = new Withdrawal(actor.Login, clock.GetUtcNow(), reason);
        IReadOnlyList<RecordFix> taken = [];
        if (item is { State: "Dismissed", Ended: false }) await TakeDismissalBackAsync(item, by, ct);
        else taken = await TakeFixesBackAsync(item, by, ct);
        var after = (await finder.ListAsync(item.Pipeline, onlyOpen: false, ct)).Where(one => one.Key == item.Key && one.Stream == item.Stream).ToList();
        return new(after.Find(one => one.State == "Opened") ?? after[^1], [.. taken.Select(fix => fix.Path)]);
    }

    private Task TakeDismissalBackAsync(QuarantineItem item, Withdrawal by, CancellationToken ct)
    {
        var audit = Audit(AuditedFixes.Reopened, item, by, json => json.Name("rawHash").Value(item.Reference!.RawHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
        // What is broken in the file itself can wait again, and mapping it would not help.
        return item.CanReplay
            ? replay.RunAsync(item.Pipeline, [item], ReopenAsync, ct)
            : replay.UnderLeaseAsync(item.Pipeline, async lease => { await ReopenAsync(lease); return true; }, ct);

        async Task ReopenAsync(Runs.Lease lease)
        {
            if (!await store.ReopenAsync(item.Id, by.Actor, by.Reason, audit, lease, by.At, ct)) throw Nothing(item);
        }
    }

    private async Task<IReadOnlyList<RecordFix>> TakeFixesBackAsync(QuarantineItem item, Withdrawal by, CancellationToken ct)
    {
        var made = (await fixes.ReadAsync(item.Connection, item.Stream, [item.Key], ct)).Where(fix => fix.InForce).ToList();
        if (made.Count == 0) throw Nothing(item);
        var withdrawn = made.ConvertAll(fix => (fix.Id, Audit(AuditedFixes.Withdrawn, item, by, json => json.Name("fix").Value(fix.Id.ToString()))));
        await replay.RunAsync(item.Pipeline, [item with { Reference = await PresentAsync(item, ct), State = item.State == "Opened" ? item.State : "Resolved" }], lease => fixes.WithdrawAsync(withdrawn, by, lease, ct), ct);
        return made;
    }

    // What waits is mapped as it waits; else the record as it was mapped last, which may have changed since it was fixed.
    private async Task<RawReference?> PresentAsync(QuarantineItem item, CancellationToken ct)
    {
        if (item.State == "Opened") return item.Reference;
        var raw = await inbound.ReadRawAsync(new StreamSlice(item.Pipeline, item.Connection, item.Stream, ""), 0, [item.Key], ct);
        return raw.TryGetValue(item.Key, out var state) && !state.Deleted
            ? new(item.Connection, item.Stream, item.Key, state.LandingId, state.Position, state.Hash)
            : throw new RefusedException("quarantine.record-gone", $"The source no longer gives record {item.Id.ToString()[..8]}, so nothing rests on its fix; the fix ends with the record.");
    }

    private static AuditEntry Audit(string action, QuarantineItem item, Withdrawal by, Action<CanonicalJson> told)
    {
        var json = new CanonicalJson().Open('{');
        told(json);
        return new(by.Actor, action, item.Id.ToString(), json.Close('}').ToString());
    }

    private static RefusedException Nothing(QuarantineItem item) => new(
        "quarantine.nothing-decided",
        $"Record {item.Id.ToString()[..8]} is neither dismissed nor rests on a fix that is in force, so there is nothing to take back; `backoffice quarantine list --all` shows what was decided.");
}

/// <summary>What taking a decision back came to.</summary>
/// <param name="Item">As it stands now; its issues say why it waits, where it does.</param>
/// <param name="Withdrawn">The fields whose fixes were taken back; none where it was a dismissal.</param>
public sealed record ReopeningOutcome(QuarantineItem Item, IReadOnlyList<string> Withdrawn)
{
    /// <summary>Whether the record, as its source gave it, cannot be mapped.</summary>
    public bool Waits => Item.State == "Opened";
}
