using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>One read transaction on a SQLite file.</summary>
internal sealed class SqliteSession : SqlSession
{
    private readonly SqliteConnection connection;

    /// <param name="connection">Open; goes with the session.</param>
    public SqliteSession(SqliteConnection connection)
    {
        this.connection = connection;
        // The first statement that reads fixes what the others see.
        foreach (var sql in (string[])["PRAGMA busy_timeout=1000", "PRAGMA query_only=1", "BEGIN", "SELECT count(*) FROM sqlite_master"])
        {
            using var statement = new SqliteStatement(connection, sql);
            while (statement.Step())
            {
            }
        }
    }

    /// <summary>In bytes.</summary>
    public long PageSize
    {
        get
        {
            using var statement = new SqliteStatement(connection, "PRAGMA page_size");
            statement.Step();
            return statement.Number(0);
        }
    }

    public override bool NullsLast => false;

    public override Task<IReadOnlyList<SqlColumn>> DescribeAsync(string from, CancellationToken ct)
    {
        using var statement = new SqliteStatement(connection, $"SELECT * FROM {from} AS s LIMIT 0");
        return Task.FromResult<IReadOnlyList<SqlColumn>>([.. Enumerable.Range(0, statement.Columns).Select(index => Column(statement.Name(index), statement.DeclaredType(index)))]);
    }

    public override Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken ct)
    {
        List<(string Name, bool IsView)> names = [];
        using (var listed = new SqliteStatement(connection, "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"))
        {
            while (listed.Step()) names.Add((listed.Text(0)!, listed.Text(1) == "view"));
        }

        return Task.FromResult<IReadOnlyList<SqlTable>>([.. names.Select(table => Table(table.Name, table.IsView)).OfType<SqlTable>()]);
    }

    public override Task<SqlRows> RowsAsync(SqlSelect select, CancellationToken ct)
    {
        var columns = select.Order.Concat(select.Columns).Select(column => column.Quoted).Append(select.Fits ?? "1");
        var statement = new SqliteStatement(connection, $"""
            SELECT {string.Join(", ", columns)} FROM {select.From} AS s
            {(select.Where is null ? "" : $"WHERE {select.Where}")}
            ORDER BY {string.Join(", ", select.Order.Select(Compared))}
            """);
        statement.Bind(select.Parameters);
        return Task.FromResult<SqlRows>(new SqliteRows(statement, select));
    }

    public override Task<IReadOnlyList<string?>> ValuesAsync(string sql, IReadOnlyList<string> parameters, CancellationToken ct)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Bind(parameters);
        List<string?> values = [];
        while (statement.Step()) values.Add(statement.Value(0));
        return Task.FromResult<IReadOnlyList<string?>>(values);
    }

    public override Task<string?> EarlierAsync(SqlColumn column, string value, SqlOverlap overlap, CancellationToken ct) => Task.FromResult((SqliteValue.KindOf(value), overlap.Time) switch
    {
        (SqliteValue.Integer, null) => SqliteValue.Of(Integer(value) - (Int128)decimal.Ceiling(overlap.Number)),
        (SqliteValue.Real, null) => SqliteValue.Of(double.Parse(SqliteValue.TextOf(value), CultureInfo.InvariantCulture) - (double)overlap.Number),
        (SqliteValue.Text, { } time) when TimeText.Earlier(SqliteValue.TextOf(value), time) is { } stamp => SqliteValue.Of(stamp),
        _ => null,
    });

    // A declaration binds nobody here: any row may hold a value of any class.
    public override SqlMeasure Measure(SqlColumn cursor, SqlOverlap overlap) =>
        overlap.Time is not null ? new([Stamp(cursor)])
        : !overlap.IsNone ? new([Number(cursor)])
        : new(cursor.JsonType == "integer" ? [Number(cursor), Stamp(cursor)] : [Stamp(cursor), Number(cursor)], Guessed: true);

    public override ConnectorException Unfit(SqlColumn cursor, SqlOverlap overlap) => new(Recovery.Reconfigure, overlap.Time is null
        ? $"The cursor '{cursor.Name}' holds no number in any row, so a number cannot be its overlap. Write a duration such as 5m."
        : $"The cursor '{cursor.Name}' holds no ISO date or time in any row, so a duration cannot be its overlap. Write a number.")
    { Code = "overlap.unfit" };

    public override string Compared(SqlColumn column) => $"{column.Quoted} COLLATE BINARY";

    public override string Value(SqlColumn column) => column.Quoted;

    public override string Parameter(SqlColumn column, int number) => string.Create(CultureInfo.InvariantCulture, $"?{number}");

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Stamp(SqlColumn column) => string.Create(CultureInfo.InvariantCulture, $"""
        (typeof({column.Quoted}) = 'text' AND {column.Quoted} >= '{SqlMeasure.FirstYear}' AND {column.Quoted} < '{SqlMeasure.LastYear}'
          AND date(substr({column.Quoted}, 1, 10)) IS substr({column.Quoted}, 1, 10) AND substr({column.Quoted}, 11, 1) IN ('', 'T', ' '))
        """);

    // Infinity is behind everything.
    private static string Number(SqlColumn column) => $"(typeof({column.Quoted}) IN ('integer', 'real') AND {column.Quoted} > -1e300 AND {column.Quoted} < 1e300)";

    private static Int128 Integer(string value) => Int128.Parse(SqliteValue.TextOf(value), CultureInfo.InvariantCulture);

    private SqlTable? Table(string name, bool isView)
    {
        List<(SqlColumn Column, long Key)> columns = [];
        try
        {
            using var statement = new SqliteStatement(connection, "SELECT name, type, pk FROM pragma_table_info(?1)");
            statement.Bind([SqliteValue.Of(name)]);
            while (statement.Step()) columns.Add((Column(statement.Text(0)!, statement.Text(1)), statement.Number(2)));
        }
        catch (SqliteException)
        {
            // A view over something that is gone can be read by nobody.
            return null;
        }

        return new(new(null, name), isView, [.. columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Column.Name)], [.. columns.Select(column => column.Column)]);
    }

    // Only an integer's declaration says how its values are stored; a text's says it for all but blobs.
    private static SqlColumn Column(string name, string? declared)
    {
        var type = declared ?? "";
        return new(name, type, Holds("INT") ? "integer" : Holds("CHAR") || Holds("CLOB") || Holds("TEXT") ? "string" : null);

        bool Holds(string word) => type.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
