using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql.PostgreSql;
using BackOffice.Integration.Connectors.Sql.Sqlite;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Tables and queries of relational databases, read only.</summary>
internal static class SqlConnector
{
    public static ConnectorKind Sqlite { get; } = new ConnectorKind<SqliteOptions, SqlStreamOptions, SqlSource>("sqlite", "Reads tables and queries of a SQLite file.", connection =>
        new SqlSource(new SqliteDatabase(Path.GetFullPath(connection.Options.Database, connection.Folder)), Streams(connection.Streams), SqlLimits.Usual))
    { IsTyped = true };

    public static ConnectorKind PostgreSql { get; } = new ConnectorKind<PostgreSqlOptions, SqlStreamOptions, SqlSource>("postgresql", "Reads tables and queries of a PostgreSQL database.", connection =>
        new SqlSource(new PostgreSqlDatabase(connection.Options), Streams(connection.Streams), SqlLimits.Usual))
    { IsTyped = true };

    private static Dictionary<string, SqlStream> Streams(IReadOnlyDictionary<string, SqlStreamOptions> streams) =>
        streams.ToDictionary(stream => stream.Key, stream => SqlStream.Of(stream.Key, stream.Value));
}
