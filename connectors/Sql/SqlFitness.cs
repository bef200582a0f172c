namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Which values of a cursor tell when a row changed: any other one must neither be counted from nor hide the rows below it.</summary>
internal static class SqlFitness
{
    /// <summary>The condition that fitting values fulfil, or null where all fit; of several, the first that is true of any row.</summary>
    public static async Task<string?> ConditionAsync(SqlSession session, SqlPlan plan, CancellationToken ct)
    {
        var measure = session.Measure(plan.Cursor!, plan.Stream.Overlap);
        if (!measure.Guessed) return measure.Conditions.SingleOrDefault();
        foreach (var condition in measure.Conditions)
            if (await session.AnyAsync(plan.Stream.From, condition, ct)) return condition;
        return null;
    }
}

/// <summary>What values of a cursor may be, as conditions.</summary>
/// <param name="Conditions">One at most where nothing is guessed; none where every value fits.</param>
/// <param name="Guessed">Whether the rows must tell which of them holds.</param>
internal sealed record SqlMeasure(IReadOnlyList<string> Conditions, bool Guessed = false)
{
    /// <summary>Years in which rows change: what people write for never, or for always, lies outside.</summary>
    public const int FirstYear = 1900;

    /// <summary>Not included.</summary>
    public const int LastYear = 2200;

    public static SqlMeasure Any { get; } = new([]);
}
