namespace BackOffice.Integration.Mappings;

/// <summary>How a stream writes numbers, dates and nothing; obeyed by <c>date()</c>, <c>money()</c> and <c>number()</c>.</summary>
/// <param name="Decimal">The decimal sign.</param>
/// <param name="Group">The sign between groups of digits, or null where there is none.</param>
/// <param name="Date">Explicit patterns, tried in order; ISO <c>yyyy-MM-dd</c> when empty.</param>
/// <param name="Null">Texts that stand for no value.</param>
public sealed record Formats(char Decimal = '.', char? Group = null, IReadOnlyList<string>? Date = null, IReadOnlyList<string>? Null = null)
{
    public static Formats Default { get; } = new();
}
