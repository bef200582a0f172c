using System.Globalization;

namespace BackOffice.Integration.Engine.Datasets;

/// <summary>The days that a dataset is drawn for, both ends included.</summary>
public readonly record struct Period
{
    private const string Day = "yyyy-MM-dd", MonthForm = "yyyy-MM", YearForm = "yyyy", Until = "..";

    private Period(DateOnly start, DateOnly end) => (Start, End) = (start, end);

    public DateOnly Start { get; }

    public DateOnly End { get; }

    /// <summary>The month that a day lies in.</summary>
    public static Period MonthOf(DateOnly day) => new(new(day.Year, day.Month, 1), new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)));

    /// <summary>Reads a month <c>yyyy-MM</c>, a year <c>yyyy</c> or two days <c>yyyy-MM-dd..yyyy-MM-dd</c>.</summary>
    public static Period Parse(string text)
    {
        if (IsDay(text, MonthForm, out var month)) return MonthOf(month);
        if (IsDay(text, YearForm, out var year)) return new(year, new(year.Year, 12, 31));
        var days = text.Split(Until);
        if (days.Length == 2 && IsDay(days[0], Day, out var start) && IsDay(days[1], Day, out var end) && start <= end) return new(start, end);
        throw new RefusedException("period.unreadable", "The period is no month, year or span of days; write it as 2026-03, 2026 or 2026-01-01..2026-03-31.");
    }

    /// <summary>The shortest text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        this == MonthOf(Start) ? Text(Start, MonthForm)
        : (Start.DayOfYear, End) == (1, new DateOnly(Start.Year, 12, 31)) ? Text(Start, YearForm)
        : Text(Start, Day) + Until + Text(End, Day);

    private static string Text(DateOnly day, string form) => day.ToString(form, CultureInfo.InvariantCulture);

    private static bool IsDay(string text, string form, out DateOnly day) => DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
