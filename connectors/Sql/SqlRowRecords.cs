using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Makes raw records of rows.</summary>
internal sealed class SqlRowRecords(SqlPlan plan)
{
    // No part of a key looks like this: it would have its backslash doubled.
    private const string NoValue = @"\N";

    private readonly RecordKeys keys = new(new(plan.Stream.Key, Counted: false));

    public RawRecord Of(SqlRows rows, IReadOnlyList<SqlColumn> order, IReadOnlyList<string?> place, int index)
    {
        var (key, missing) = Key(rows, order, place);
        var (payload, problem) = rows.Payload();
        return new(key, payload, new(index)) { Problem = missing is null ? problem : Missing(missing) };
    }

    private (string Key, SqlColumn? Missing) Key(SqlRows rows, IReadOnlyList<SqlColumn> order, IReadOnlyList<string?> place)
    {
        SqlColumn? missing = null;
        List<string?> parts = new(plan.Key.Count);
        foreach (var column in plan.Key)
        {
            var value = place[Index(order, column)];
            if (value is null) missing ??= column;
            parts.Add(value is null ? null : rows.KeyText(value));
        }

        if (missing is not null) return (string.Join('|', parts.Select(part => part ?? NoValue)), missing);
        keys.Start();
        foreach (var part in parts) keys.Add(part);
        return keys.Finish() is { Length: > 0 } key ? (key, null) : (NoValue, plan.Key[0]);
    }

    private static int Index(IReadOnlyList<SqlColumn> order, SqlColumn column)
    {
        for (var index = 0; ; index++)
            if (order[index] == column) return index;
    }

    // Its other columns may be the only ones that tell which row it is, and they are shown with the record.
    private RecordProblem Missing(SqlColumn column) => new(
        "key.missing", column.Name, $"A row of {plan.Stream.Shown} has no value in column '{column.Name}' of its key; SELECT with WHERE {SqlName.Quote(column.Name)} IS NULL{(column.IsText ? $" OR {SqlName.Quote(column.Name)} = ''" : "")} finds it. Fill it in the source, or choose another key.");
}
