namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Published workspaces; no folder is needed to load one.</summary>
internal interface IWorkspaces
{
    /// <summary>The version of this hash, or the latest; null when there is none.</summary>
    Task<Workspace?> LoadAsync(string? hash, CancellationToken ct);
}

/// <summary>Published workspaces from the store; a version, once loaded, is kept.</summary>
/// <param name="folder">Where relative paths in connections start.</param>
internal sealed class PublishedWorkspaces(Publisher publisher, Store.IWorkspaceStore store, string folder) : IWorkspaces
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Workspace> loaded = new();

    public async Task<Workspace?> LoadAsync(string? hash, CancellationToken ct)
    {
        hash ??= await store.VersionsAsync(ct) is [var latest, ..] ? latest.Hash : null;
        if (hash is null) return null;
        if (loaded.TryGetValue(hash, out var known)) return known;
        var workspace = await publisher.LoadAsync(hash, folder, ct);
        return workspace is null ? null : loaded.GetOrAdd(hash, workspace);
    }
}
