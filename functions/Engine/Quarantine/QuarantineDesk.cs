using System.Text;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>What people do with records that wait: look, try again, and dismiss.</summary>
public sealed class QuarantineDesk
{
    private readonly IQuarantineStore store;
    private readonly QuarantineFinder finder;
    private readonly IFixStore fixes;
    private readonly IRawReader raw;
    private readonly RecordLinks links;
    private readonly QuarantineReplay replay;
    private readonly TimeProvider clock;

    internal QuarantineDesk(IQuarantineStore store, QuarantineFinder finder, IFixStore fixes, IRawReader raw, RecordLinks links, QuarantineReplay replay, TimeProvider clock) =>
        (this.store, this.finder, this.fixes, this.raw, this.links, this.replay, this.clock) = (store, finder, fixes, raw, links, replay, clock);

    /// <summary>What waits, oldest first.</summary>
    public Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, CancellationToken ct) => finder.ListAsync(pipeline, onlyOpen: true, ct);

    /// <summary>What waits and what is done or dismissed, oldest first.</summary>
    public Task<IReadOnlyList<QuarantineItem>> ListAllAsync(string? pipeline, CancellationToken ct) => finder.ListAsync(pipeline, onlyOpen: false, ct);

    /// <param name="id">An id, its beginning, or a record's key, where that is unique.</param>
    public async Task<QuarantinedOriginal> ShowAsync(string id, CancellationToken ct)
    {
        var item = await finder.FindAsync(id, ct);
        var payload = (await raw.ReadAsync([item.Reference!], ct))[0];
        var made = (await fixes.ReadAsync(item.Connection, item.Stream, [item.Key], ct)).Where(fix => fix.InForce);
        return new(
            item,
            Encoding.UTF8.GetString(payload.Span),
            [.. made.Select(fix => FixWhy.Of(fix, item.CanReplay ? payload : default))],
            RecordLink.Of(await links.TemplateAsync(item.Connection, item.Stream, ct), item.SourceKey, payload));
    }

    /// <summary>Maps waiting records with the mapping published last; returns how many still wait of those tried.</summary>
    /// <param name="id">One record as in <see cref="ShowAsync"/>, or null for every record that can be replayed.</param>
    public async Task<RunCounts> ReplayAsync(string? id, CancellationToken ct)
    {
        var items = id is null ? (await ListAsync(null, ct)).Where(item => item.CanReplay) : [await OpenAsync(id, ct)];
        var counts = new RunCounts();
        foreach (var together in items.GroupBy(item => item.Pipeline)) counts += await replay.RunAsync(together.Key, [.. together], before: null, ct);
        return counts;
    }

    /// <summary>Lets a record wait no longer: it is not mapped while its source leaves it as it is.</summary>
    public async Task<QuarantineItem> DismissAsync(string id, string reason, Actor actor, CancellationToken ct)
    {
        var item = await OpenAsync(id, ct);
        var audit = new AuditEntry(actor.Login, AuditedFixes.Dismissed, item.Id.ToString(), new CanonicalJson().Open('{').Name("rawHash").Value(item.Reference!.RawHash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)).Close('}').ToString());
        if (!await replay.UnderLeaseAsync(item.Pipeline, lease => store.DismissAsync(item.Id, actor.Login, reason, audit, lease, clock.GetUtcNow(), ct), ct)) throw NotOpen(item);
        return await finder.FindAsync(item.Id.ToString(), ct);
    }

    private async Task<QuarantineItem> OpenAsync(string id, CancellationToken ct) =>
        await finder.FindAsync(id, ct) is var item && item.State == "Opened" ? item : throw NotOpen(item);

    private static RefusedException NotOpen(QuarantineItem item) => new("quarantine.not-open", item.State == "Dismissed"
        ? $"Record {item.Id.ToString()[..8]} was dismissed and waits no longer; `backoffice quarantine reopen` or `fix` takes it up again, and it comes back by itself when its source changes it."
        : $"Record {item.Id.ToString()[..8]} waits no longer; `backoffice quarantine list` shows what does.");
}
