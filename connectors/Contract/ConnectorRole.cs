namespace BackOffice.Integration.Connectors.Contract;

/// <summary>What a connection can be to the hub.</summary>
public enum ConnectorRole
{
    /// <summary>Records are read from it.</summary>
    Source,

    /// <summary>Files are delivered to it.</summary>
    FileDestination,

    /// <summary>Records are pushed to it.</summary>
    RecordDestination,
}

/// <summary>Tells roles by the interfaces that stand for them.</summary>
internal static class ConnectorRoles
{
    private static readonly (Type Contract, ConnectorRole Role)[] All =
    [
        (typeof(ISource), ConnectorRole.Source),
        (typeof(IFileDestination), ConnectorRole.FileDestination),
        (typeof(IRecordDestination), ConnectorRole.RecordDestination),
    ];

    public static IEnumerable<ConnectorRole> Of(Type connector) =>
        All.Where(known => known.Contract.IsAssignableFrom(connector)).Select(known => known.Role);
}
