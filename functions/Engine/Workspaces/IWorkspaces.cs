using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Published workspaces; no folder is needed to load one.</summary>
internal interface IWorkspaces
{
    /// <summary>The version of this hash, or the latest; null when there is none.</summary>
    Task<Workspace?> LoadAsync(string? hash, CancellationToken ct);
}

/// <summary>Opens the connections of a workspace.</summary>
internal interface IConnections
{
    /// <summary>Resolves secrets and builds the connector; every failure is a <see cref="ConnectorException"/>.</summary>
    IConnector Open(Workspace workspace, string name);
}
