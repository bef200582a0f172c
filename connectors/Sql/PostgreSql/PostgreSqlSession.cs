using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using Npgsql;
using NpgsqlTypes;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>One snapshot of a PostgreSQL database; every value is fetched as text, in forms that no setting of the server changes.</summary>
internal sealed class PostgreSqlSession : SqlSession
{
    private readonly NpgsqlConnection connection;

    private PostgreSqlSession(NpgsqlConnection connection) => this.connection = connection;

    /// <param name="connection">Open; goes with the session.</param>
    /// <param name="timeout">Seconds that one statement may take.</param>
    public static async Task<PostgreSqlSession> BeginAsync(NpgsqlConnection connection, int timeout, CancellationToken ct)
    {
        var session = new PostgreSqlSession(connection);
        await session.RunAsync(
            $"""
            SET default_transaction_read_only = on; SET statement_timeout = '{timeout.ToString(CultureInfo.InvariantCulture)}s'; SET idle_in_transaction_session_timeout = 0;
            SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1; SET bytea_output = 'hex';
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
            """,
            ct);
        return session;
    }

    public override bool NullsLast => true;

    public override async Task<IReadOnlyList<SqlColumn>> DescribeAsync(string from, CancellationToken ct)
    {
        List<(string Name, PostgreSqlColumnType Type)> columns = [];
        try
        {
            await using var command = new NpgsqlCommand($"SELECT * FROM {from} AS s LIMIT 0", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            for (var index = 0; index < reader.FieldCount; index++) columns.Add((reader.GetName(index), PostgreSqlColumnType.Of(reader.GetPostgresType(index))));
        }
        catch (PostgresException denied) when (denied.SqlState == "42501")
        {
            throw await PostgreSqlRights.NamedAsync(connection, from, denied, ct);
        }

        var known = await PostgreSqlCatalog.TypesAsync(connection, [.. columns.Select(column => column.Type.Oid)], ct);
        return [.. columns.Zip(known, (column, type) => new SqlColumn(column.Name, type.Name, PostgreSqlTypes.JsonType(column.Type.Kind), column.Type.Kind, type.IsText))];
    }

    public override Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken ct) => PostgreSqlCatalog.TablesAsync(connection, ct);

    public override async Task<SqlRows> RowsAsync(SqlSelect select, CancellationToken ct)
    {
        var columns = select.Order.Select(Value).Concat(select.Columns.Select(column => Payload(column, select.Limits.RowBytes))).Append(TooLong(select)).Append(select.Fits is null ? "'true'" : $"{select.Fits}::text");
        // A cursor: one plan, one order, and each fetch a statement of its own for the timeout.
        await RunAsync(
            $"""
            DECLARE backoffice_rows NO SCROLL CURSOR FOR SELECT {string.Join(", ", columns)} FROM {select.From} AS s
            {(select.Where is null ? "" : $"WHERE {select.Where}")}
            ORDER BY {string.Join(", ", select.Order.Select(Compared))}
            """,
            ct,
            select.Parameters);
        return new PostgreSqlRows(connection, select);
    }

    public override async Task<IReadOnlyList<string?>> ValuesAsync(string sql, IReadOnlyList<string> parameters, CancellationToken ct)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string?> values = [];
        while (await reader.ReadAsync(ct)) values.Add(reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture));
        return values;
    }

    public override async Task<string?> EarlierAsync(SqlColumn column, string value, SqlOverlap overlap, CancellationToken ct)
    {
        if (overlap.Time is { } time && column.IsText) return TimeText.Earlier(value, time);
        var number = overlap.Time is { } span ? (decimal)span.TotalSeconds : overlap.Number;
        var amount = number.ToString(CultureInfo.InvariantCulture);
        var sql = overlap.Time is not null
            ? PostgreSqlTypes.IsTime(column.Kind) ? $"SELECT ({Parameter(column, 1)} - make_interval(secs => {amount}))::{column.Type}::text" : null
            : PostgreSqlTypes.IsNumber(column.Kind) ? $"SELECT floor({Parameter(column, 1)}::numeric - {amount})::text" : null;
        return sql is null ? throw Unfit(column, overlap) : (await ValuesAsync(sql, [value], ct))[0];
    }

    public override SqlMeasure Measure(SqlColumn cursor, SqlOverlap overlap) =>
        PostgreSqlTypes.Finite(cursor.Quoted, cursor.Kind) is { } finite ? new([finite])
        : cursor.IsText && (overlap.IsNone || overlap.Time is not null) ? new([Stamp(cursor)], Guessed: overlap.IsNone)
        : SqlMeasure.Any;

    public override ConnectorException Unfit(SqlColumn cursor, SqlOverlap overlap) => new(Recovery.Reconfigure, (cursor.IsText, overlap.Time) switch
    {
        (true, not null) => $"The cursor '{cursor.Name}' holds no ISO date or time in any row, so a duration cannot be its overlap. Choose another cursor.",
        (_, null) => $"The cursor '{cursor.Name}' is of type {cursor.Type}, so a number cannot be its overlap. Write a duration such as 5m.",
        _ => $"The cursor '{cursor.Name}' is of type {cursor.Type}, so a duration cannot be its overlap. Write a number.",
    })
    { Code = "overlap.unfit" };

    public override string Compared(SqlColumn column) => column.IsText ? $"{column.Quoted}::text COLLATE \"C\"" : column.Quoted;

    public override string Value(SqlColumn column) => $"{column.Quoted}::text";

    public override string Parameter(SqlColumn column, int number) => string.Create(CultureInfo.InvariantCulture, $"${number}::text{(column.IsText ? "" : "::" + column.Type)}");

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Payload(SqlColumn column, int limit)
    {
        var text = PostgreSqlTypes.Text(column.Quoted, column.Kind);
        return PostgreSqlTypes.IsLong(column.Kind) ? $"CASE WHEN octet_length({text}) <= {limit.ToString(CultureInfo.InvariantCulture)} THEN {text} END" : text;
    }

    private static string TooLong(SqlSelect select)
    {
        var limit = select.Limits.RowBytes.ToString(CultureInfo.InvariantCulture);
        var longer = select.Columns.Where(column => PostgreSqlTypes.IsLong(column.Kind)).Select(column => $"octet_length({PostgreSqlTypes.Text(column.Quoted, column.Kind)}) > {limit}");
        return $"coalesce({string.Join(" OR ", longer.Append("false"))}, false)::text";
    }

    // Days that a month does not have are no harm: they are counted from its end.
    private string Stamp(SqlColumn column) => $"({Compared(column)} ~ '^(19|2[01])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])($|[T ])')";

    private NpgsqlCommand Command(string sql, IReadOnlyList<string> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters) command.Parameters.Add(new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }

    private async Task RunAsync(string sql, CancellationToken ct, IReadOnlyList<string>? parameters = null)
    {
        await using var command = Command(sql, parameters ?? []);
        await command.ExecuteNonQueryAsync(ct);
    }
}
