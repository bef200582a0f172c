using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>How a stream writes numbers, days, times and nothing.</summary>
/// <param name="Formats">Only what differs from what is read without being named.</param>
internal sealed record FormatsGuess(Formats Formats, IReadOnlyList<ColumnGuess> Columns, IReadOnlyList<GuessReason> Reasons)
{
    public static FormatsGuess Of(SampledStream sample)
    {
        List<GuessReason> reasons = [];
        var (numbers, why, certainty) = NumberGuess.Of(sample.Columns);
        List<ColumnGuess> columns = [.. sample.Columns.Select(column => ColumnGuess.Of(column, numbers))];
        if (why is not null) reasons.Add(new("formats.decimal", numbers.Decimal == '.' ? $"a point; {why}" : why, certainty));
        if (numbers.Group is not null) reasons.Add(new("formats.group", "stands before a decimal sign", Certainty.Sure));
        var dates = Patterns("formats.date", [.. columns.Where(column => column.Kind is ColumnKind.Date)], reasons);
        var instants = Patterns("formats.instant", [.. columns.Where(column => column.Kind is ColumnKind.Instant)], reasons);
        var nulls = Nulls(columns, reasons);
        return new(numbers with
        {
            Date = dates is [KnownPatterns.IsoDate] or [] ? null : dates,
            Instant = instants.All(IsIso) ? null : instants,
            Null = nulls.Count == 0 ? null : nulls,
        }, columns, reasons);
    }

    private static List<string> Patterns(string key, IReadOnlyList<ColumnGuess> columns, List<GuessReason> reasons)
    {
        // A field that only one order of day and month reads tells it for those that both read.
        var clear = columns.Where(column => !IsTwofold(column)).Select(column => column.Patterns[0]).ToList();
        List<string> patterns = [];
        foreach (var column in columns)
        {
            var pattern = column.Patterns.FirstOrDefault(clear.Contains) ?? column.Patterns[0];
            if (patterns.Contains(pattern)) continue;
            patterns.Add(pattern);
            var alike = columns.Where(other => other.Patterns.Contains(pattern)).Select(other => other.Name).ToList();
            reasons.Add(IsTwofold(column) && !clear.Contains(pattern)
                ? new(key, $"{Listed(alike)}: {pattern} and {KnownPatterns.Swapped(pattern)} both fit, for no day is beyond 12; ask which one is meant", Certainty.Unsure)
                : new(key, $"{(IsIso(pattern) ? "ISO 8601" : pattern)} fits all of {Listed(alike)}", Certainty.Sure));
        }

        return patterns;
    }

    private static bool IsIso(string pattern) => KnownPatterns.Instants.Take(KnownPatterns.IsoInstants).Contains(pattern);

    private static bool IsTwofold(ColumnGuess column) => KnownPatterns.Swapped(column.Patterns[0]) is { } swapped && column.Patterns.Contains(swapped);

    private static List<string> Nulls(IReadOnlyList<ColumnGuess> columns, List<GuessReason> reasons)
    {
        List<string> nulls = [.. columns.SelectMany(column => column.Nulls).Distinct(StringComparer.Ordinal)];
        if (nulls.Count > 0) reasons.Add(new("formats.null", $"stands among the numbers, days or times of {Listed([.. columns.Where(column => column.Nulls.Count > 0).Select(column => column.Name)])}", Certainty.Likely));
        return nulls;
    }

    internal static string Listed(IReadOnlyList<string> names) =>
        names.Count <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
