using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>All that one batch changes: one value, one transaction.</summary>
/// <param name="Generation">Of the snapshot this batch belongs to; grows with each reading of the stream.</param>
/// <param name="Entities">Every entity the mapping can give.</param>
internal sealed record InboundCommit(
    Guid Id,
    StreamSlice Stream,
    Guid RunId,
    Lease Lease,
    DateTimeOffset At,
    Guid LandingId,
    Checkpoint Checkpoint,
    long Generation,
    byte[] MappingHash,
    IReadOnlyList<EntityDescriptor> Entities,
    MappedBatch Batch)
{
    /// <summary>What the reading asked for; the same for all its batches.</summary>
    public Checkpoint? Since { get; init; }

    /// <summary>Who looks after records that wait, where no rule names another.</summary>
    public string? Owner { get; init; }

    /// <summary>True where last good records are told anew: what waits under their keys goes on waiting.</summary>
    public bool Retells { get; init; }

    /// <summary>Set on the batch that ends the slice.</summary>
    public SliceEnd? End { get; init; }
}

/// <summary>What a run reads and a checkpoint belongs to.</summary>
internal sealed record StreamSlice(string Pipeline, string Connection, string Stream, string Slice);

/// <summary>What happens when a slice has been read to its end.</summary>
/// <param name="DeleteGuard">Null leaves what was not seen; else the share of live records that may be deleted.</param>
/// <param name="Taken">The file that has now been taken, for a file stream.</param>
internal sealed record SliceEnd(decimal? DeleteGuard, TakenFile? Taken)
{
    /// <summary>Null leaves what was not seen; else the share of a period's live records that may be deleted where the reading gave that period.</summary>
    public decimal? PeriodGuard { get; init; }
}

/// <summary>A file that a pipeline has read to its end.</summary>
internal sealed record TakenFile(string Sha256, string Name, long Length, DateTimeOffset ModifiedAt)
{
    /// <summary>Whether an arrived file is this very one, as exactly as the store knows instants.</summary>
    public bool IsSame(ArrivedFile file) => file.Sha256 == Sha256 && file.Name == Name && Micros.Of(file.ModifiedAt) == Micros.Of(ModifiedAt);
}

/// <summary>What mapping made of one batch.</summary>
/// <param name="Deleted">Keys.</param>
/// <param name="Totals">Sums of raw values before mapping, by field.</param>
internal sealed record MappedBatch(
    IReadOnlyList<MappedRecord> Mapped,
    IReadOnlyList<SeenRecord> Unchanged,
    IReadOnlyList<QuarantinedRecord> Quarantined,
    IReadOnlyList<string> Deleted,
    IReadOnlyDictionary<string, decimal> Totals)
{
    /// <summary>Keys of records that somebody has dismissed and that are still the same.</summary>
    public IReadOnlyList<string> Dismissed { get; init; } = [];

    /// <summary>Fixes whose field the source has changed.</summary>
    public IReadOnlyList<Guid> Lapsed { get; init; } = [];

    /// <summary>Periods that the reading gave with records that are good; null where the stream replaces no periods.</summary>
    public IReadOnlyCollection<string>? Periods { get; init; }

    /// <summary>Good records of no period, where the stream replaces periods.</summary>
    public long Undated { get; init; }

    public long Read => Mapped.Count + Unchanged.Count + Dismissed.Count + Quarantined.Count + Deleted.Count;
}

/// <summary>A raw record and the entities it gave.</summary>
/// <param name="Known">Whether the raw index held its key before.</param>
internal sealed record MappedRecord(string Key, ulong RawHash, Position Position, bool Known, IReadOnlyList<EntityRow> Entities)
{
    /// <summary>Fixes it was mapped with.</summary>
    public IReadOnlyList<Guid> Fixes { get; init; } = [];

    /// <summary>Null where it belongs to none, or the stream replaces no periods.</summary>
    public string? Period { get; init; }
}

/// <summary>A raw record that was seen and says nothing new: its original stays where it landed first.</summary>
internal readonly record struct SeenRecord(Guid LandingId, Position Position);

/// <summary>A raw record that waits to be fixed and replayed.</summary>
internal sealed record QuarantinedRecord(string Key, ulong RawHash, Position Position, IReadOnlyList<Issue> Issues)
{
    /// <summary>Null where it belongs to none, or the stream replaces no periods.</summary>
    public string? Period { get; init; }
}

/// <summary>What a commit came to.</summary>
/// <param name="DeletesHeld">Records that a complete snapshot lacks and the guard kept.</param>
internal sealed record CommitOutcome(long CommitNo, RunCounts Counts, long DeletesHeld)
{
    /// <summary>The periods that the reading gave, where with this commit they replace what was there.</summary>
    public IReadOnlyList<ReplacedPeriod> Replaced { get; init; } = [];
}

/// <summary>A period that a file gave as a whole.</summary>
/// <param name="Gone">Keys of its live records that the file lacks; none where the guard kept them.</param>
/// <param name="Held">Records that the file lacks and the guard kept.</param>
internal sealed record ReplacedPeriod(string Period, IReadOnlyList<string> Gone, long Held);
