using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Loads the workspaces that releases cannot do without.</summary>
internal static class PinnedWorkspaces
{
    public static async Task<Workspace> CurrentAsync(this IWorkspaces workspaces, CancellationToken ct) => await workspaces.LoadAsync(null, ct)
        ?? throw new RefusedException("workspace.unpublished", "No workspace is published; run `publish` first.");

    public static async Task<Workspace> PinnedAsync(this IWorkspaces workspaces, string hash, CancellationToken ct) => await workspaces.LoadAsync(hash, ct)
        ?? throw new RefusedException("workspace.gone", $"Workspace version {hash[..12]} is not in the store; restore the store from a backup.");
}
