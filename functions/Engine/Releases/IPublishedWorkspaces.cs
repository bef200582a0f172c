using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Published workspaces, loaded from the store alone.</summary>
internal interface IPublishedWorkspaces
{
    /// <summary>The newest one; refuses where nothing was published.</summary>
    Task<Workspace> CurrentAsync(CancellationToken ct);

    /// <param name="hash">Lower-case hex.</param>
    Task<Workspace> LoadAsync(string hash, CancellationToken ct);
}

/// <summary>Builds a connection of a workspace, secrets resolved.</summary>
internal delegate IConnector OpenConnection(Workspace workspace, string connection);
