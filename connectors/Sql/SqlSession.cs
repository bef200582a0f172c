using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>A database that can be read.</summary>
internal abstract class SqlDatabase
{
    /// <summary>Opens one view of the database that no later change touches.</summary>
    public abstract Task<SqlSession> OpenAsync(CancellationToken ct);

    /// <summary>What a failure of the driver asks for, or null where it is none.</summary>
    public abstract ConnectorException? Sorted(Exception failed);

    /// <summary>Runs one step; failures of the driver come out sorted.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception failed) when (failed is not (ConnectorException or OperationCanceledException) && Sorted(failed) is { } sorted)
        {
            throw sorted;
        }
    }
}

/// <summary>One read-only view of a database; values of cursors and keys go in and out as texts that lose nothing.</summary>
internal abstract class SqlSession : IAsyncDisposable
{
    /// <summary>The columns of a table or a query, in its order.</summary>
    public abstract Task<IReadOnlyList<SqlColumn>> DescribeAsync(string from, CancellationToken ct);

    /// <summary>The tables and views that may be read.</summary>
    public abstract Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken ct);

    /// <summary>The rows of a statement; one at a time may be open.</summary>
    public abstract Task<SqlRows> RowsAsync(SqlSelect select, CancellationToken ct);

    /// <summary>The first column of a statement.</summary>
    public abstract Task<IReadOnlyList<string?>> ValuesAsync(string sql, IReadOnlyList<string> parameters, CancellationToken ct);

    /// <summary>The value that lies this far before another, never behind it; null where none can be counted from it.</summary>
    public abstract Task<string?> EarlierAsync(SqlColumn column, string value, SqlOverlap overlap, CancellationToken ct);

    /// <summary>What values of a cursor tell when a row changed.</summary>
    public abstract SqlMeasure Measure(SqlColumn cursor, SqlOverlap overlap);

    /// <summary>Says that no value of the cursor goes with its overlap.</summary>
    public abstract ConnectorException Unfit(SqlColumn cursor, SqlOverlap overlap);

    /// <summary>Whether any row fulfils a condition.</summary>
    public async Task<bool> AnyAsync(string from, string condition, CancellationToken ct, params IReadOnlyList<string> parameters) =>
        (await ValuesAsync($"SELECT 1 FROM {from} AS s WHERE {condition} LIMIT 1", parameters, ct)).Count > 0;

    /// <summary>Whether null comes behind all values in this database's own order.</summary>
    public abstract bool NullsLast { get; }

    /// <summary>A column as it is compared and ordered: by its bytes where it is a text.</summary>
    public abstract string Compared(SqlColumn column);

    /// <summary>A column as its value comes out.</summary>
    public abstract string Value(SqlColumn column);

    /// <summary>The n-th parameter, counted from one, as it is compared with a column.</summary>
    public abstract string Parameter(SqlColumn column, int number);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A column of a table or query.</summary>
/// <param name="Type">In the database's words, for people and for casts.</param>
/// <param name="JsonType">Of its values in a payload; null where they differ.</param>
/// <param name="Kind">What the dialect needs to know of the type.</param>
internal sealed record SqlColumn(string Name, string Type, string? JsonType, int Kind = 0, bool IsText = false)
{
    public string Quoted => $"s.{SqlName.Quote(Name)}";
}

/// <summary>A table or view.</summary>
/// <param name="Key">The columns of its primary key, or none.</param>
internal sealed record SqlTable(SqlName Name, bool IsView, IReadOnlyList<string> Key, IReadOnlyList<SqlColumn> Columns);

/// <summary>What rows to give, and in which order.</summary>
/// <param name="Order">Their values make the place of a row.</param>
/// <param name="Where">Null gives all.</param>
/// <param name="Fits">The condition that a row's cursor fits; null where all do.</param>
internal sealed record SqlSelect(
    string From, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<SqlColumn> Order, string? Where, IReadOnlyList<string> Parameters, string? Fits, SqlLimits Limits);

/// <summary>Rows of a statement, one at a time.</summary>
internal abstract class SqlRows : IAsyncDisposable
{
    /// <summary>Moves to the next row; false behind the last.</summary>
    public abstract ValueTask<bool> NextAsync(CancellationToken ct);

    /// <summary>The row's values of the order's columns.</summary>
    public abstract IReadOnlyList<string?> Place();

    /// <summary>Whether the row's cursor fits.</summary>
    public abstract bool Fits();

    /// <summary>The row as a JSON object in the order of the columns, or what is wrong with it.</summary>
    public abstract (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) Payload();

    /// <summary>A value of a place as it stands in a record's key.</summary>
    public abstract string KeyText(string value);

    public abstract ValueTask DisposeAsync();
}
