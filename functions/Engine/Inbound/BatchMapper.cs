using System.IO.Hashing;
using System.Runtime.InteropServices;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Sorts the records of a batch into mapped, unchanged, quarantined and deleted.</summary>
/// <param name="reading">Null where landed records are mapped again: they repeat nothing.</param>
/// <param name="skipsUnchanged">Whether an unchanged payload needs no mapping: the mapping is the one that mapped it before.</param>
internal sealed class BatchMapper(IMapping mapping, RawTotals totals, Reading? reading, bool skipsUnchanged, IReadOnlyList<WaitingKey> waiting)
{
    private readonly HashSet<string> waits = [.. waiting.Where(item => item.DismissedHash is null).Select(item => item.Key)];
    private readonly Dictionary<string, ulong> dismissed = waiting.Where(item => item.DismissedHash is not null).ToDictionary(item => item.Key, item => item.DismissedHash!.Value);
    private readonly HashSet<string> refused = reading is { GivesAgain: true } ? [] : [.. waiting.Where(item => item.OfThisReading).Select(item => item.Key)];
    private readonly Dictionary<string, int> repetitions = [];
    private readonly MappingOutput output = new();

    /// <summary>Null where the stream replaces no periods.</summary>
    public PeriodReader? Periods { get; init; }

    /// <param name="fixes">Null where no record of the batch has any.</param>
    public MappedBatch Map(string stream, IReadOnlyList<RawRecord> records, IReadOnlyDictionary<string, RawState> known, BatchFixes? fixes = null)
    {
        var sorted = new Sorted(fixes, Periods is null ? null : []);
        HashSet<string> seen = new(records.Count);
        foreach (var record in records) Sort(stream, record, known.TryGetValue(record.Key, out var state) ? state : null, seen, sorted);
        return new(sorted.Mapped, sorted.Unchanged, sorted.Quarantined, sorted.Deleted, totals.Take()) { Dismissed = sorted.Dismissed, Lapsed = sorted.Lapsed, Periods = sorted.Periods, Undated = sorted.Undated };
    }

    private void Sort(string stream, RawRecord record, RawState? state, HashSet<string> seen, Sorted sorted)
    {
        var hash = XxHash3.HashToUInt64(record.Payload.Span);
        var repeated = Repeats(record, state, hash, seen);
        var own = Own(record, repeated);
        if (dismissed.Count > 0 && !record.Deleted && dismissed.TryGetValue(own, out var refusal) && refusal == hash) Dismiss(record, own, sorted);
        else if (record.Problem is { } found) Quarantine(record, own, hash, [new(found.Code, found.Path, found.Message)], sorted);
        else if (repeated) Quarantine(record, own, hash, [Repeated], sorted);
        else if (record.Deleted) sorted.Deleted.Add(record.Key);
        else if (skipsUnchanged && state is { Deleted: false } && state.Value.Hash == hash && !waits.Contains(record.Key) && sorted.Fixes?.Pending(record.Key) != true)
        {
            totals.Add(record.Payload.Span, quarantined: false);
            sorted.Unchanged.Add(new(state.Value.LandingId, state.Value.Position));
            if (Periods is not null) Give(PeriodOf(record, sorted.Fixes?.Of(record)), sorted);
        }
        else Map(stream, record, hash, state is not null, sorted);
    }

    private void Map(string stream, RawRecord record, ulong hash, bool known, Sorted sorted)
    {
        var made = sorted.Fixes?.Of(record);
        // Only the source itself can change its mind, not a landed record that is mapped again.
        if (made is not null && reading is not null) sorted.Lapsed.AddRange(made.Changed);
        output.Clear();
        mapping.Map(new SourceRecord(stream, record.Key, made?.Payload ?? record.Payload), output);
        if (output.Issues.Count > 0) Quarantine(record, record.Key, hash, [.. output.Issues], sorted);
        else
        {
            totals.Add(record.Payload.Span, quarantined: false);
            var period = PeriodOf(record, made);
            sorted.Mapped.Add(new(record.Key, hash, record.Position, known, output.Entities.ToArray()) { Fixes = made?.Applied ?? [], Period = period });
            if (Periods is not null) Give(period, sorted);
        }
    }

    private void Quarantine(RawRecord record, string key, ulong hash, IReadOnlyList<Issue> issues, Sorted sorted)
    {
        if (record.Problem is null) totals.Add(record.Payload.Span, quarantined: true);
        refused.Add(key);
        sorted.Quarantined.Add(new(key, hash, record.Position, issues) { Period = PeriodOf(record, null) });
    }

    private string? PeriodOf(RawRecord record, FixedRecord? made) => Periods?.Read(made?.Payload ?? record.Payload);

    // A landed record that is mapped again tells nothing of what the source gives now.
    private void Give(string? period, Sorted sorted)
    {
        if (reading is null) return;
        if (period is null) sorted.Undated++;
        else sorted.Periods!.Add(period);
    }

    private void Dismiss(RawRecord record, string key, Sorted sorted)
    {
        if (record.Problem is null) totals.Add(record.Payload.Span, quarantined: true);
        refused.Add(key);
        sorted.Dismissed.Add(key);
    }

    private bool Repeats(RawRecord record, RawState? state, ulong hash, HashSet<string> seen) =>
        !seen.Add(record.Key) || (reading is not null && (refused.Contains(record.Key) || (state is { } before && reading.Gave(before, record, hash))));

    // The first record of a key stands for it; a repetition waits under a key of its own, so that neither hides the other.
    private string Own(RawRecord record, bool repeated)
    {
        if (!repeated) return record.Key;
        if (reading is not { OneFile: false }) return $"{record.Key} ({record.Position.Part ?? "line"} {record.Position.Place})";
        // Pages are cut elsewhere at the next reading, so their lines would give it another key each time.
        return $"{record.Key} (no. {++CollectionsMarshal.GetValueRefOrAddDefault(repetitions, record.Key, out _) + 1})";
    }

    private static Issue Repeated { get; } = new(
        "key.duplicate", "", "Another record of this file or table has the same key; correct the source, or choose a key that tells them apart.");

    private sealed class Sorted(BatchFixes? fixes, HashSet<string>? periods)
    {
        public BatchFixes? Fixes => fixes;

        public HashSet<string>? Periods => periods;

        public long Undated { get; set; }

        public List<MappedRecord> Mapped { get; } = [];

        public List<SeenRecord> Unchanged { get; } = [];

        public List<QuarantinedRecord> Quarantined { get; } = [];

        public List<string> Deleted { get; } = [];

        public List<string> Dismissed { get; } = [];

        public List<Guid> Lapsed { get; } = [];
    }
}

/// <summary>One reading of a stream, which gives each key once.</summary>
/// <param name="OneFile">Whether its batches come from one file and so never from the same place twice.</param>
/// <param name="GoesOn">Whether it was cut off and opened again.</param>
internal sealed record Reading(long Generation, bool OneFile, bool GoesOn)
{
    /// <summary>Whether a key may rightly come again: a system goes on changing while a reading is cut off, a file does not.</summary>
    public bool GivesAgain => GoesOn && !OneFile;

    /// <summary>Whether an earlier batch of this reading gave another record of the same key.</summary>
    public bool Gave(RawState state, RawRecord record, ulong hash)
    {
        if (GivesAgain) return false;
        // A page that comes again says the same; only another record under the key is a repetition.
        if (!OneFile) return (state.Generation == Generation || state.Seen) && state.Hash != hash;
        return state.Generation == Generation ? state.Position != record.Position : state.Seen;
    }
}
