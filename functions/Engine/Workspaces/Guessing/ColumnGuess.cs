using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>What the values of one column are, and how they are written.</summary>
/// <param name="Patterns">Every known pattern that reads all of its days or times, the more usual ones first.</param>
/// <param name="Nulls">Texts among its values that stand for nothing.</param>
internal sealed record ColumnGuess(SampledColumn Column, ColumnKind Kind, IReadOnlyList<string> Patterns, IReadOnlyList<string> Nulls)
{
    // What programs and people write where there is no value.
    private static readonly string[] Nothings = ["?", "-", "--", "N/A", "n/a", "NA", "#N/A", "NULL", "null", "None", "none", "NaN", "nan", "(null)", "\\N", "n.a."];

    public string Name => Column.Name;

    /// <param name="numbers">How the stream writes numbers.</param>
    public static ColumnGuess Of(SampledColumn column, Formats numbers)
    {
        HashSet<string> values = new(column.Filled, StringComparer.Ordinal);
        List<string> nulls = [.. Nothings.Where(values.Contains)];
        values.ExceptWith(nulls);
        if (values.Count == 0) return new(column, nulls.Count == 0 ? ColumnKind.Empty : ColumnKind.Text, [], []);
        if (column.IsTyped) return new(column, values.All(IsJsonInteger) ? ColumnKind.Integer : ColumnKind.Decimal, [], []);
        if (Fitting(KnownPatterns.Dates, isInstant: false, values) is { Count: > 0 } dates) return new(column, ColumnKind.Date, dates, nulls);
        if (Fitting(KnownPatterns.Instants, isInstant: true, values) is { Count: > 0 } instants) return new(column, ColumnKind.Instant, instants, nulls);
        return values.All(value => NumberText.TryParse(value, numbers, out _))
            ? new(column, values.Any(value => value.Contains(numbers.Decimal, StringComparison.Ordinal)) ? ColumnKind.Decimal : ColumnKind.Integer, [], nulls)
            : new(column, ColumnKind.Text, [], []);
    }

    private static List<string> Fitting(IReadOnlyList<string> patterns, bool isInstant, HashSet<string> values) =>
        [.. patterns.Where(pattern => values.All(value => KnownPatterns.Reads(pattern, isInstant, value)))];

    private static bool IsJsonInteger(string value) => value.AsSpan().IndexOfAny(".eE") < 0;
}
