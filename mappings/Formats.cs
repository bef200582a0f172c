namespace BackOffice.Integration.Mappings;

/// <summary>How a stream writes numbers, dates, instants and nothing; obeyed by every function that reads raw text.</summary>
/// <param name="Decimal">The decimal sign.</param>
/// <param name="Group">The sign between groups of digits, or null where there is none.</param>
/// <param name="Date">Explicit patterns, tried in order; ISO <c>yyyy-MM-dd</c> when empty.</param>
/// <param name="Null">Texts that stand for no value.</param>
/// <param name="Instant">Explicit patterns of a day with a time, tried in order; ISO 8601 when empty.</param>
/// <param name="Zone">IANA name of the zone that times without an offset are in; UTC when null.</param>
public sealed record Formats(
    char Decimal = '.',
    char? Group = null,
    IReadOnlyList<string>? Date = null,
    IReadOnlyList<string>? Null = null,
    IReadOnlyList<string>? Instant = null,
    string? Zone = null)
{
    public static Formats Default { get; } = new();
}
