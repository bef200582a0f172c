using System.Collections.Concurrent;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Finds mappings among the published workspaces and keeps what it loaded.</summary>
internal sealed class PublishedMappings(IWorkspaces workspaces, IReleaseStore store) : IPinnedMappings
{
    private readonly ConcurrentDictionary<(string, string, string, string), PinnedMapping> known = new();

    public async Task<PinnedMapping?> FindAsync(string workspace, string connection, string stream, string mapping, CancellationToken ct)
    {
        var key = (workspace, connection, stream, mapping);
        if (known.TryGetValue(key, out var pinned)) return pinned;
        var found = await SearchAsync(workspace, connection, stream, mapping, ct);
        return found is null ? null : known.GetOrAdd(key, found);
    }

    private async Task<PinnedMapping?> SearchAsync(string workspace, string connection, string stream, string mapping, CancellationToken ct)
    {
        var pinned = await workspaces.PinnedAsync(workspace, ct);
        if (Exact(pinned, connection, stream, mapping) is { } exact) return exact;
        foreach (var hash in Holding(mapping))
        {
            if (Exact(await workspaces.PinnedAsync(hash, ct), connection, stream, mapping) is { } older) return older;
        }

        return Named(pinned, connection, stream);
    }

    private static PinnedMapping? Exact(Workspace workspace, string connection, string stream, string mapping) =>
        Settings(workspace, connection, stream) is { } settings
        && workspace.Mappings.Values.FirstOrDefault(file => file.Sha256.Equals(mapping, StringComparison.OrdinalIgnoreCase)) is { } file
            ? PinnedMapping.Of(file, settings, workspace.Crosswalks, workspace.Hash)
            : null;

    // Whatever it gives is compared with the stored value, so a wrong guess shows as "not reproducible".
    private static PinnedMapping? Named(Workspace workspace, string connection, string stream) =>
        Settings(workspace, connection, stream) is { } settings
        && workspace.Pipelines.Values.FirstOrDefault(pipeline => pipeline.Connection == connection && pipeline.Stream == stream) is { } pipeline
        && workspace.Mappings.GetValueOrDefault(pipeline.Mapping) is { } file
            ? PinnedMapping.Of(file, settings, workspace.Crosswalks, workspace.Hash)
            : null;

    private static StreamSettings? Settings(Workspace workspace, string connection, string stream) =>
        workspace.Connections.GetValueOrDefault(connection)?.Streams.GetValueOrDefault(stream);

    private IReadOnlyList<string> Holding(string mapping)
    {
        using var view = store.Read();
        return [.. view.Versions().Reverse()
            .Where(version => version.Files.Values.Any(sha256 => sha256.Equals(mapping, StringComparison.OrdinalIgnoreCase)))
            .Select(version => version.Hash)];
    }
}
