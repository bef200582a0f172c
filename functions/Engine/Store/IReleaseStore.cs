using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Releases.Packs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>What releases need of the store; nobody else writes them.</summary>
internal interface IReleaseStore
{
    /// <summary>Sealed files lie in <c>releases/</c> below it.</summary>
    string Folder { get; }

    /// <summary>One consistent look; the caller disposes it.</summary>
    IReleaseView Read();

    /// <summary>Writes release, rows, totals, gates and participants in one durable transaction.</summary>
    Task DraftAsync(ReleaseDraft draft, CancellationToken ct);

    /// <summary>Decides and writes one move while nobody else can write; durable, or nothing happened.</summary>
    Task<ReleaseMove> MoveAsync(Guid release, Func<ReleaseFacts, IReleaseView, ReleaseMove> decide, CancellationToken ct);

    /// <summary>Notes durably that a file is about to leave; returns the attempt's number.</summary>
    Task<int> BeginAttemptAsync(Guid release, SealedFile file, DateTimeOffset at, CancellationToken ct);

    /// <summary>Notes durably how an attempt ended; null stands for success.</summary>
    Task EndAttemptAsync(Guid release, int attempt, string? errorCode, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A consistent look at releases and at what they are drawn from.</summary>
internal interface IReleaseView : IDisposable
{
    /// <summary>Oldest first.</summary>
    IReadOnlyList<ReleaseHead> Heads();

    ReleaseFacts Facts(Guid release);

    /// <summary>In order; the first is line one.</summary>
    IEnumerable<FrozenRow> Rows(Guid release);

    long CountRows(Guid release);

    /// <summary>SHA-256 over the stored text of all rows, lower-case hex.</summary>
    string FrozenHash(Guid release);

    IReadOnlyList<ReleaseTotal> Totals(Guid release);

    IReadOnlyList<GateResult> Gates(Guid release);

    IReadOnlyList<Participant> Participants(Guid release);

    IReadOnlyList<DeliveryAttempt> Attempts(Guid release);

    DatasetSnapshot Dataset(DatasetParameters parameters);

    /// <summary>What figures are drawn from, within this look; disposing it ends nothing.</summary>
    ISummaryView Summaries();

    /// <summary>Records that wait in quarantine, by pipeline and owner.</summary>
    IReadOnlyList<WaitingRecords> Waiting();

    IReadOnlyList<OpenFinding> Findings();

    /// <summary>Fixes in force, oldest first.</summary>
    IReadOnlyList<RecordFix> Fixes();

    /// <summary>The fixes that the records behind these entities were mapped with, whatever became of them since.</summary>
    IReadOnlyDictionary<Guid, RecordFix> FixesOf(IEnumerable<Origin> origins);

    /// <summary>Oldest first.</summary>
    IReadOnlyList<PublishedVersion> Versions();

    /// <summary>The number that sealing takes next.</summary>
    long NextNumber(string export, string mode);

    /// <summary>Head of the audit chain, lower-case hex.</summary>
    string AuditHead();

    /// <summary>Releases whose sealing asked for a delivery that has not happened.</summary>
    IReadOnlyList<Guid> WaitingDeliveries();
}

/// <summary>One try to hand over one file.</summary>
public sealed record DeliveryAttempt(int Number, string State, string RemoteName, long Bytes, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? ErrorCode);

/// <summary>A rule that does not hold.</summary>
/// <param name="Subject">The entity's name.</param>
/// <param name="Field">The field the detail names, or null.</param>
internal sealed record OpenFinding(string Rule, string Severity, string Subject, string? Connection, string? Key, string? Field);

/// <summary>A workspace as it was published.</summary>
/// <param name="Files">Hash of the content, lower-case hex, by path.</param>
internal sealed record PublishedVersion(string Hash, DateTimeOffset At, string By, string? GitCommit, IReadOnlyDictionary<string, string> Files);
