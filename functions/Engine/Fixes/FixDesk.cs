using System.Text.Json;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Takes people's corrections of single fields of quarantined records.</summary>
public sealed class FixDesk
{
    private readonly QuarantineFinder finder;
    private readonly IFixStore store;
    private readonly FixHashes hashes;
    private readonly IRawReader raw;
    private readonly FixTrial trial;
    private readonly QuarantineReplay replay;
    private readonly TimeProvider clock;

    internal FixDesk(QuarantineFinder finder, IFixStore store, FixHashes hashes, IRawReader raw, FixTrial trial, QuarantineReplay replay, TimeProvider clock) =>
        (this.finder, this.store, this.hashes, this.raw, this.trial, this.replay, this.clock) = (finder, store, hashes, raw, trial, replay, clock);

    /// <summary>Stores the fix with its audit row and maps the record at once; where that does not cure it, it goes on waiting.</summary>
    /// <param name="field">A path as mappings write it, or the name of a top-level field as it stands.</param>
    /// <param name="value">As the source should have given it.</param>
    public async Task<FixOutcome> FixAsync(string id, string field, string value, string reason, Actor actor, CancellationToken ct)
    {
        var item = await finder.FindAsync(id, ct);
        QuarantineReplay.RefuseSourceFault(item);
        var payload = (await raw.ReadAsync([item.Reference!], ct))[0];
        await RefuseChangedAsync(item, ct);
        var path = await PathAsync(item, payload, field, ct);
        var fix = Fix(item, payload.Span, path, value, reason, actor);
        var audit = new AuditEntry(actor.Login, AuditedFixes.Fixed, item.Id.ToString(), new CanonicalJson()
            .Open('{').Name("fix").Value(fix.Id.ToString()).Name("path").Value(fix.Path).Name("fingerprint").Value(hashes.Fingerprint(fix)).Close('}').ToString());
        await replay.RunAsync(item.Pipeline, [item], lease => AddAsync(item, payload, fix, audit, lease, ct), ct);
        var after = (await finder.ListAsync(item.Pipeline, onlyOpen: false, ct)).Last(one => one.Key == item.Key && one.Stream == item.Stream);
        return new(after, fix.Path, after.State == "Resolved") { IsOfKey = await trial.IsOfKeyAsync(item, path, ct) };
    }

    // Tried under the lease: no run may write between the trial and the fix.
    private async Task AddAsync(QuarantineItem item, ReadOnlyMemory<byte> payload, RecordFix fix, AuditEntry audit, Lease lease, CancellationToken ct)
    {
        await trial.RefuseTakenAsync(item, payload, fix, ct);
        await store.AddAsync(fix, audit, lease, ct);
    }

    // A record that is mapped by now can be fixed again while it is the very record that was fixed.
    private async Task RefuseChangedAsync(QuarantineItem item, CancellationToken ct)
    {
        if (item.State != "Resolved") return;
        var applied = await store.AppliedAsync(item.Pipeline, item.Connection, item.Stream, ct);
        if (!applied.Any(one => one.Fix.Key == item.Key && one.Record.RawHash == item.Reference!.RawHash))
            throw new RefusedException("quarantine.not-open", $"Record {item.Id.ToString()[..8]} waits no longer and rests on no fix; correct it in its source.");
    }

    private RecordFix Fix(QuarantineItem item, ReadOnlySpan<byte> payload, RawPath path, string value, string reason, Actor actor)
    {
        var place = PayloadPlace.Find(payload, path);
        if (place is { Token: JsonTokenType.StartObject or JsonTokenType.StartArray }) throw new RefusedException("fix.no-value", $"'{path}' holds several values; name one of them, such as {path}{(place.Value.Token == JsonTokenType.StartArray ? "[1]" : ".name")}.");
        var json = ScalarText.ToJson(value, place?.Token) ?? throw new RefusedException("fix.type", $"The source writes '{path}' as {(place!.Value.Token == JsonTokenType.Number ? "a number; give a number such as -1234.5, with a point as decimal sign, without groups and without quotes" : "true or false; give one of these two words, without quotes")}.");
        var old = place is { } found ? payload.Slice(found.Start, found.Length) : [];
        return new(
            Guid.CreateVersion7(), item.Connection, item.Stream, item.Key, path.Text,
            hashes.OfValue(item.Connection, item.Stream, item.Key, path.Text, old), json, reason, actor.Login, clock.GetUtcNow())
        {
            HubKey = hashes.KeyName,
        };
    }

    // What the mapping reads may be given although the record lacks it.
    private async Task<RawPath> PathAsync(QuarantineItem item, ReadOnlyMemory<byte> payload, string field, CancellationToken ct)
    {
        if (PayloadPlace.Find(payload.Span, RawPath.Of(field)) is not null) return RawPath.Of(field);
        var path = RawPath.Parse(field);
        if (path is not null && PayloadPlace.Find(payload.Span, path) is not null) return path;
        var read = await trial.PathsAsync(item, ct);
        foreach (var missing in (RawPath?[])[RawPath.Of(field), path])
            if (missing is not null && read.Any(missing.IsOf) && PayloadPlace.CanAdd(payload.Span, missing)) return missing;
        throw new RefusedException("fix.field-unknown", $"The record has no field '{field}'. {Remedy(field, payload, read)}");
    }

    // Of a list its first item stands for all, or a long one would fill the screen.
    private static string Remedy(string field, ReadOnlyMemory<byte> payload, IReadOnlyList<string> read)
    {
        var leaves = RawPath.Leaves(payload);
        var lacking = read.Where(path => !leaves.Any(leaf => leaf.IsOf(path))).Select(path => PayloadPlace.First(payload.Span, path)).OfType<RawPath>().Where(path => PayloadPlace.CanAdd(payload.Span, path));
        return Suggestion.Hint(field, leaves.Select(leaf => leaf.Name)) ?? Suggestion.For(field, leaves.Select(leaf => leaf.InFirst()).Concat(lacking).Select(path => path.Name).Distinct());
    }
}

/// <summary>What a fix came to.</summary>
/// <param name="Item">As it stands now; its issues say why it still waits, where it does.</param>
/// <param name="Path">The field that was fixed.</param>
public sealed record FixOutcome(QuarantineItem Item, string Path, bool Cured)
{
    /// <summary>Whether the source makes the record's key of the field: the record keeps the key it came with.</summary>
    public bool IsOfKey { get; init; }
}
