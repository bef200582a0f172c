using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Opens the connections of a workspace.</summary>
internal interface IConnections
{
    /// <summary>Resolves secrets and builds the connector; every failure is a <see cref="ConnectorException"/>.</summary>
    IConnector Open(Workspace workspace, string name);
}
