namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Gathers what rows must fulfil; values go into parameters, never into the text.</summary>
internal sealed class SqlConditions(SqlSession session)
{
    private readonly List<string> parts = [];

    public List<string> Parameters { get; } = [];

    /// <summary>Null where nothing is asked.</summary>
    public string? Text => parts.Count == 0 ? null : string.Join(" AND ", parts);

    /// <summary>From this value on; null, and what does not fit, is not behind anything and always wanted.</summary>
    public void From(SqlColumn column, string value, string? fits) =>
        parts.Add($"({session.Compared(column)} >= {Bind(column, value)} OR {column.Quoted} IS NULL{(fits is null ? "" : $" OR NOT {fits}")})");

    /// <summary>Behind a place in this order, null at the end where the database has it.</summary>
    public void Behind(IReadOnlyList<SqlColumn> order, IReadOnlyList<string?> place) => parts.Add(Behind(order, place, 0));

    /// <summary>Within these bounds, the lower one included; null belongs to the lowest part.</summary>
    public void Within(SqlColumn column, string? from, string? to)
    {
        if (from is not null) parts.Add($"{session.Compared(column)} >= {Bind(column, from)}");
        if (to is null) return;
        var below = $"{session.Compared(column)} < {Bind(column, to)}";
        parts.Add(from is null ? $"({below} OR {column.Quoted} IS NULL)" : below);
    }

    private string Behind(IReadOnlyList<SqlColumn> order, IReadOnlyList<string?> place, int at)
    {
        var greater = Greater(order[at], place[at]);
        return at == order.Count - 1 ? greater : $"({greater} OR ({Equal(order[at], place[at])} AND {Behind(order, place, at + 1)}))";
    }

    private string Greater(SqlColumn column, string? value)
    {
        if (value is null) return session.NullsLast ? "1 = 0" : $"{column.Quoted} IS NOT NULL";
        var greater = $"{session.Compared(column)} > {Bind(column, value)}";
        return session.NullsLast ? $"({greater} OR {column.Quoted} IS NULL)" : greater;
    }

    private string Equal(SqlColumn column, string? value) =>
        value is null ? $"{column.Quoted} IS NULL" : $"{session.Compared(column)} = {Bind(column, value)}";

    private string Bind(SqlColumn column, string value)
    {
        Parameters.Add(value);
        return session.Parameter(column, Parameters.Count);
    }
}
