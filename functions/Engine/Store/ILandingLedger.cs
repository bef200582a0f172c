using BackOffice.Integration.Engine.Landing;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Remembers what was landed and which files were taken.</summary>
internal interface ILandingLedger
{
    Task AddAsync(LandingRecord landing, CancellationToken ct);

    Task<LandingRecord?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>A landed file of a stream by its content, or null.</summary>
    Task<LandingRecord?> FindAsync(string connection, string stream, string sha256, CancellationToken ct);

    /// <summary>The file of the stream that was taken last before this run, or null.</summary>
    Task<LandingRecord?> FindBeforeAsync(string connection, string stream, Guid runId, CancellationToken ct);

    /// <summary>Pipelines that took this file already.</summary>
    Task<IReadOnlyList<string>> TakenByAsync(string connection, string sha256, CancellationToken ct);

    Task MarkArchivedAsync(string connection, string sha256, string archivedAs, CancellationToken ct);
}

/// <summary>Landed bytes and where they came from.</summary>
/// <param name="Name">As the source named the file; null for a batch of records.</param>
internal sealed record LandingRecord(
    Guid Id, string Connection, string Stream, Guid RunId, Landed Landed, DateTimeOffset ReadAt, string? Name = null, DateTimeOffset? ModifiedAt = null);
