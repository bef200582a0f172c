using System.Globalization;

namespace BackOffice.Integration.Engine.Datasets;

/// <summary>The month that a dataset is drawn for.</summary>
public readonly record struct Period(int Year, int Month)
{
    public DateOnly Start => new(Year, Month, 1);

    public DateOnly End => Start.AddMonths(1).AddDays(-1);

    /// <summary>Reads <c>yyyy-MM</c>.</summary>
    public static Period Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            ? new(start.Year, start.Month)
            : throw new RefusedException("period.unreadable", "The period is no month; write it as yyyy-MM, such as 2026-03.");

    public override string ToString() => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
