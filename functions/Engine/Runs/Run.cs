using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Asks for what a pipeline has to do now.</summary>
/// <param name="Occurrence">What the run stands for; null lets a file stream name its files and a run by hand name itself.</param>
/// <param name="Trigger">Who asks: <c>hand</c>, <c>schedule</c>, <c>poll</c>, <c>api</c>, <c>function</c>.</param>
/// <param name="Settle">How long a file must have stood still.</param>
public sealed record StartRun(string Pipeline, string Trigger, string? Occurrence = null, TimeSpan Settle = default)
{
    /// <summary>The instant of a schedule; a run over a file is named by the file all the same.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether a file whose run failed is tried once more.</summary>
    public bool Again { get; init; } = true;
}

/// <summary>A run that was asked for.</summary>
/// <param name="Created">False when this occurrence had its run already.</param>
/// <param name="File">Name of the file it reads, for a file stream.</param>
public sealed record RunTicket(Guid RunId, string Pipeline, bool Created, RunState State, string? File = null)
{
    /// <summary>Name of the file whose content this one has, which the run has read or will; null for a file of its own.</summary>
    public string? Repeats { get; init; }

    /// <summary>Whether somebody still has to execute it.</summary>
    public bool Waits => Repeats is null && State is (RunState.Queued or RunState.Started);
}

/// <summary>How far a run has come.</summary>
public enum RunState
{
    Queued,
    Started,
    Paused,
    Completed,
    Failed,
    Cancelled,

    /// <summary>Ended without an outcome of its own: its holder died, or a newer run stands for it.</summary>
    Abandoned,
}

/// <summary>What executing a slice came to.</summary>
/// <param name="ErrorCode">Stable and searchable, such as <c>source.field-vanished</c>.</param>
/// <param name="Message">Where, what and the next step; quotes no field value.</param>
/// <param name="Recovery">What to do about a failure; null when it completed.</param>
public sealed record RunOutcome(Guid RunId, RunState State, RunCounts Counts, string? ErrorCode = null, string? Message = null, Recovery? Recovery = null);

/// <summary>What a run has done so far, in records.</summary>
public readonly record struct RunCounts(long Read, long Mapped, long Unchanged, long Quarantined, long Deleted)
{
    public static RunCounts operator +(RunCounts left, RunCounts right) => new(
        left.Read + right.Read,
        left.Mapped + right.Mapped,
        left.Unchanged + right.Unchanged,
        left.Quarantined + right.Quarantined,
        left.Deleted + right.Deleted);
}
