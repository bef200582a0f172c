using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Keeps every published version of the workspace.</summary>
internal interface IWorkspaceStore
{
    /// <summary>Stores a version, its schedules and its audit row together; false when the latest version has this very content, and an actor answers for it or none would.</summary>
    Task<bool> PublishAsync(Publication publication, CancellationToken ct);

    /// <summary>All versions, the latest first; one that was published again stands where it was published last.</summary>
    Task<IReadOnlyList<WorkspaceVersion>> VersionsAsync(CancellationToken ct);

    /// <summary>Paths and hashes of a version's files, by path; empty where there is no such version.</summary>
    Task<IReadOnlyList<FileHash>> FilesAsync(string hash, CancellationToken ct);

    /// <summary>A version's files with their content, by path; empty where there is no such version.</summary>
    Task<IReadOnlyList<WorkspaceFile>> ContentAsync(string hash, CancellationToken ct);

    /// <summary>A file of any version by its hash, or null.</summary>
    Task<WorkspaceFile?> FileAsync(string sha256, CancellationToken ct);
}

/// <summary>A valid workspace on its way into the store.</summary>
/// <param name="Actor">Login; that of <see cref="Actors.Actor.Hub"/> where nobody answers for it.</param>
internal sealed record Publication(
    string Hash, IReadOnlyList<WorkspaceFile> Files, GitState Git, string Actor, DateTimeOffset At, IReadOnlyList<ScheduleRow> Schedules);

/// <summary>When a pipeline, or an export as <c>export:name</c>, is due next.</summary>
internal sealed record ScheduleRow(string Name, Schedule Schedule, DateTimeOffset? NextDue);

/// <summary>A published version and who answers for it.</summary>
internal sealed record WorkspaceVersion(string Hash, DateTimeOffset PublishedAt, string PublishedBy, string? GitCommit, bool Dirty);

/// <summary>What a version holds at a path.</summary>
internal sealed record FileHash(string Path, string Sha256);
