using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>One slice to be read in: from whom, through which mapping, under which lease.</summary>
internal sealed record InboundWork
{
    public required Guid RunId { get; init; }

    public required StreamSlice Slice { get; init; }

    public required Lease Lease { get; init; }

    public required ISource Source { get; init; }

    public required IMapping Mapping { get; init; }

    public required byte[] MappingHash { get; init; }

    public required IReadOnlyList<EntityDescriptor> Entities { get; init; }

    public required RawTotals Totals { get; init; }

    public required FieldDrift Drift { get; init; }

    /// <summary>Who looks after records that wait, where no rule names another.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether an unchanged payload needs no mapping.</summary>
    public required bool SkipsUnchanged { get; init; }

    /// <summary>Whether only what changed since earlier readings is asked for.</summary>
    public required bool Incremental { get; init; }

    /// <summary>Share of live records that a complete snapshot may delete; null keeps what was not seen.</summary>
    public required decimal? DeleteGuard { get; init; }

    /// <summary>Null where the stream replaces no periods.</summary>
    public PeriodReader? Periods { get; init; }

    /// <summary>Share of the live records of a period that a file which gives the period may delete; null keeps what was not seen.</summary>
    public decimal? PeriodGuard { get; init; }

    /// <summary>The file that was read and holds nothing at all, or null.</summary>
    public string? EmptyFile { get; set; }

    /// <summary>Records that a complete snapshot lacked and the guard kept.</summary>
    public long DeletesHeld { get; private set; }

    /// <summary>Periods that were read to the end of their file, and what that came to.</summary>
    public IReadOnlyList<ReplacedPeriod> Replaced { get; private set; } = [];

    /// <summary>Good records of no period, where the stream replaces periods.</summary>
    public long Undated { get; private set; }

    /// <summary>Records that the stream's selection left out.</summary>
    public long PassedOver { get; private set; }

    /// <summary>What was committed since the work began, in records.</summary>
    public RunCounts Done { get; private set; }

    /// <summary>Entities that the records gave since the work began.</summary>
    public long Given { get; private set; }

    /// <summary>What is odd about records though they could be mapped.</summary>
    public Remarks Remarks { get; } = new();

    /// <summary>The run's last commit before it was cut off, or null.</summary>
    public required Guid? CommittedBefore { get; init; }

    /// <summary>The last commit made since, or null.</summary>
    public Guid? LastCommit { get; private set; }

    /// <summary>The same work beside the slices of the source: records that are mapped again.</summary>
    public InboundWork ForReplay() => this with { Slice = Slice with { Slice = "replay" } };

    /// <param name="since">See <see cref="InboundCommit.Since"/>.</param>
    public InboundCommit Commit(LandedBatch landed, Checkpoint? since, long generation, MappedBatch mapped, DateTimeOffset at)
    {
        LastCommit = Guid.CreateVersion7();
        return new(LastCommit.Value, Slice, RunId, Lease, at, landed.LandingId, landed.Batch.Checkpoint, generation, MappingHash, Entities, mapped)
        {
            Owner = Owner,
            Since = since,
            End = Ends(landed.Batch) ? EndOf(landed) : null,
        };
    }

    public void Count(RecordBatch batch, MappedBatch mapped, CommitOutcome outcome)
    {
        PassedOver += batch.PassedOver;
        Done += outcome.Counts;
        Given += mapped.Mapped.Sum(record => record.Entities.Count);
        DeletesHeld += outcome.DeletesHeld;
        Replaced = [.. Replaced, .. outcome.Replaced];
        Undated += mapped.Undated;
        Remarks.Add(batch.Records);
    }

    private SliceEnd EndOf(LandedBatch landed) => landed.Batch.CompletesSnapshot
        ? new(DeleteGuard, landed.File) { PeriodGuard = PeriodGuard }
        : new(null, landed.File);

    // An empty file ends as well, but completes nothing: whoever sends it has not said that all records are gone.
    private static bool Ends(RecordBatch batch) => batch.CompletesSnapshot || batch.Ends || batch is { Records.Count: 0, Fields.Count: 0 };
}
