namespace BackOffice.Integration.Connectors.Sql;

/// <summary>A stream's options in the form that reading needs.</summary>
/// <param name="Table">Null where the stream is a query.</param>
/// <param name="From">What stands behind FROM.</param>
internal sealed record SqlStream(string Name, SqlName? Table, string From, IReadOnlyList<string> Key, string? Cursor, SqlOverlap Overlap)
{
    /// <summary>How messages call it.</summary>
    public string Shown => Table is null ? "the query" : $"table {Table}";

    public static SqlStream Of(string name, SqlStreamOptions options)
    {
        var table = options.Table is null ? null : SqlName.Parse(options.Table)!;
        // A comment at the end of a query must not swallow the bracket.
        var from = table?.Quoted ?? $"({options.Query}\n)";
        return new(name, table, from, options.Key!.Names, options.Cursor, options.Overlap is null ? SqlOverlap.None : SqlOverlap.Parse(options.Overlap)!);
    }

    /// <summary>A table that the connection file does not name.</summary>
    public static SqlStream Of(SqlTable table) => new(table.Name.ToString(), table.Name, table.Name.Quoted, table.Key, null, SqlOverlap.None);
}

/// <summary>How much is read at once.</summary>
/// <param name="BatchBytes">Payload bytes at which a batch ends before it is full.</param>
/// <param name="RowBytes">A longer row is a problem and never held whole.</param>
/// <param name="SliceRows">A slice has about this many rows, until there are too many slices.</param>
internal sealed record SqlLimits(int BatchRecords, int BatchBytes, int RowBytes, int SliceRows, int Slices)
{
    public static SqlLimits Usual { get; } = new(5_000, 16 << 20, 16 << 20, 100_000, 16);
}
