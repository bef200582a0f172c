using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Store;

/// <summary>The ledger of runs.</summary>
internal interface IRunStore
{
    /// <summary>Inserts the run, or finds the one that stands for its occurrence; a failed one is queued again.</summary>
    Task<(RunRecord Run, bool Created)> StartAsync(RunRecord run, CancellationToken ct);

    Task<RunRecord?> FindAsync(Guid runId, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ListAsync(string? pipeline, int limit, CancellationToken ct);

    /// <summary>Queued and Started ones that read a source, oldest first.</summary>
    /// <param name="pipeline">Null for those of all.</param>
    Task<IReadOnlyList<RunRecord>> UnfinishedAsync(string? pipeline, CancellationToken ct);

    /// <summary>The run that stands for an occurrence, or null.</summary>
    Task<RunRecord?> OfAsync(string pipeline, string occurrence, CancellationToken ct);

    /// <summary>The run that read a file of this content last, however it ended, or null.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    Task<RunRecord?> LastOfFileAsync(string pipeline, string sha256, CancellationToken ct);

    /// <summary>Moves a run on; its counts are summed from its commits.</summary>
    Task MoveAsync(Guid runId, RunState state, DateTimeOffset at, string? errorCode, CancellationToken ct);

    /// <summary>What the run's commits have done so far.</summary>
    Task<RunCounts> CountAsync(Guid runId, CancellationToken ct);

    /// <summary>The run's last commit, or null.</summary>
    Task<Guid?> LastCommitAsync(Guid runId, CancellationToken ct);

    /// <summary>Sums of raw values before mapping over the run's commits, by field.</summary>
    Task<IReadOnlyDictionary<string, decimal>> TotalsAsync(Guid runId, CancellationToken ct);

    /// <summary>Sums of raw values over the pipeline's runs since this one, its replays included.</summary>
    Task<IReadOnlyDictionary<string, decimal>> TotalsSinceAsync(RunRecord run, CancellationToken ct);

    /// <summary>Sums of a decimal field over the entities that the pipeline's last reading gave, by company and currency.</summary>
    Task<IReadOnlyList<MoneySum>> SumAsync(EntityDescriptor entity, FieldDescriptor field, Pipeline pipeline, CancellationToken ct);

    /// <summary>Ends replays of a pipeline that were cut off; what they were to map still waits.</summary>
    Task AbandonReplaysAsync(string pipeline, DateTimeOffset at, CancellationToken ct);

    /// <summary>The run that last read a pipeline to its end, or null.</summary>
    Task<RunRecord?> LastCompletedAsync(string pipeline, CancellationToken ct);
}

/// <summary>One execution of a pipeline for one occurrence.</summary>
internal sealed record RunRecord(
    Guid Id,
    string Pipeline,
    string? Occurrence,
    string Trigger,
    RunState State,
    int Attempt,
    string WorkspaceHash,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null,
    string? ErrorCode = null,
    RunCounts Counts = default)
{
    /// <summary>Begins the occurrence of a run that maps single landed records again.</summary>
    public const string ReplayPrefix = "replay:";

    public bool IsReplay => Occurrence?.StartsWith(ReplayPrefix, StringComparison.Ordinal) == true;
}

/// <summary>A sum of money in one currency, or of quantities in none.</summary>
/// <param name="Company">Null where the entity names none.</param>
internal sealed record MoneySum(string? Company, string Currency, decimal Amount);
