using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>The columns of a stream as the database has them now.</summary>
/// <param name="Cursor">Null where the stream has none.</param>
internal sealed record SqlPlan(SqlStream Stream, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<SqlColumn> Key, SqlColumn? Cursor)
{
    /// <summary>Asks the database; a table or column that is not there ends in Reconfigure.</summary>
    public static async Task<SqlPlan> OfAsync(SqlDatabase database, SqlSession session, SqlStream stream, CancellationToken ct)
    {
        IReadOnlyList<SqlColumn> columns;
        try
        {
            columns = await database.GuardAsync(() => session.DescribeAsync(stream.From, ct));
        }
        catch (ConnectorException unknown) when (unknown.Code == SqlFault.TableUnknown && stream.Table is not null)
        {
            throw await UnknownAsync(database, stream, unknown, ct);
        }
        catch (ConnectorException refused) when (refused.Recovery == Recovery.Reconfigure)
        {
            throw new ConnectorException(refused.Recovery, $"Stream '{stream.Name}': {refused.Message}", refused) { Code = refused.Code };
        }

        RefuseTwins(stream, columns);
        return new(stream, columns, [.. stream.Key.Select(name => Named(stream, columns, name, "key"))], stream.Cursor is null ? null : Named(stream, columns, stream.Cursor, "cursor"));
    }

    /// <summary>What rows are ordered by: the key alone, or the cursor before it.</summary>
    public IReadOnlyList<SqlColumn> Order(bool byCursor) => byCursor ? [Cursor!, .. Key.Where(column => column != Cursor)] : Key;

    // A session that has seen an error may answer nothing more.
    private static async Task<ConnectorException> UnknownAsync(SqlDatabase database, SqlStream stream, ConnectorException unknown, CancellationToken ct)
    {
        await using var session = await database.GuardAsync(() => database.OpenAsync(ct));
        var tables = await database.GuardAsync(() => session.TablesAsync(ct));
        var known = tables.Select(table => table.Name.ToString()).Concat(tables.Where(table => stream.Table!.Schema is null).Select(table => table.Name.Name)).Distinct().ToList();
        var remedy = known.Count == 0 ? "The database has none at all that this user may read; name the right database in the connection." : Spelling.Remedy(stream.Table!.ToString(), known);
        return new(Recovery.Reconfigure, $"Stream '{stream.Name}': there is no table or view '{stream.Table}' that may be read. {remedy}", unknown) { Code = SqlFault.TableUnknown };
    }

    private static SqlColumn Named(SqlStream stream, IReadOnlyList<SqlColumn> columns, string name, string role) => columns.FirstOrDefault(column => column.Name == name)
        ?? throw new ConnectorException(Recovery.Reconfigure, $"Stream '{stream.Name}': {stream.Shown} has no column '{name}' for its {role}. {Spelling.Remedy(name, [.. columns.Select(column => column.Name)])}") { Code = "column.unknown" };

    private static void RefuseTwins(SqlStream stream, IReadOnlyList<SqlColumn> columns)
    {
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twins)
            throw new ConnectorException(Recovery.Reconfigure, $"Stream '{stream.Name}': {stream.Shown} gives two columns called '{twins.Key}'. Tell them apart with AS.") { Code = "column.twice" };
    }
}

/// <summary>Codes that both databases' failures share.</summary>
internal static class SqlFault
{
    public const string TableUnknown = "table.unknown";

    public const string Refused = "query.refused";
}
