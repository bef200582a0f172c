using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Remembers what was landed and which files were taken.</summary>
internal interface ILandingLedger
{
    Task AddAsync(LandingRecord landing, CancellationToken ct);

    Task<LandingRecord?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>The file of this content that landed last for a stream, or null.</summary>
    Task<LandingRecord?> FindAsync(string connection, string stream, string sha256, CancellationToken ct);

    /// <summary>The file of the stream that was taken last before this run, or null.</summary>
    Task<LandingRecord?> FindBeforeAsync(string connection, string stream, Guid runId, CancellationToken ct);

    /// <summary>The file of this content that the pipeline took last, or null.</summary>
    Task<TakenFile?> TakenAsync(string pipeline, string connection, string sha256, CancellationToken ct);

    /// <summary>Content of the file that the pipeline read to its end last, as lower-case hex, or null.</summary>
    Task<string?> NewestTakenAsync(string pipeline, string stream, CancellationToken ct);

    Task MarkArchivedAsync(string connection, string sha256, string archivedAs, CancellationToken ct);
}

/// <summary>Landed bytes and where they came from.</summary>
/// <param name="Name">As the source named the file; null for a batch of records.</param>
internal sealed record LandingRecord(
    Guid Id, string Connection, string Stream, Guid RunId, Landed Landed, DateTimeOffset ReadAt, string? Name = null, DateTimeOffset? ModifiedAt = null);
