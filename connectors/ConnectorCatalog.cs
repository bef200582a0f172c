using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Connectors;

/// <summary>Every kind of system the hub can talk to: one line each.</summary>
public sealed class ConnectorCatalog : IConnectorCatalog
{
    public IReadOnlyList<ConnectorKind> All { get; } =
    [
        FilesConnector.Source,
        FilesConnector.Destination,
        SqlConnector.Sqlite,
        SqlConnector.PostgreSql,
    ];
}
