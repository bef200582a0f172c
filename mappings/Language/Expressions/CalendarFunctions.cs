namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions on dates; nothing in, nothing out.</summary>
internal static class CalendarFunctions
{
    // From the first day of the calendar to its last.
    private const int MostDays = 3_652_058;

    public static Evaluate Year(Call call) => OfDate(call, date => Value.Of((decimal)date.Year));

    public static Evaluate Month(Call call) => OfDate(call, date => Value.Of((decimal)date.Month));

    public static Evaluate Day(Call call) => OfDate(call, date => Value.Of((decimal)date.Day));

    public static Evaluate MonthEnd(Call call) => OfDate(call, date => Value.Of(new DateOnly(date.Year, date.Month, DateText.DaysIn(date.Year, date.Month))));

    public static Evaluate AddDays(Call call) => Moved(call, (date, days) => date.AddDays(days));

    public static Evaluate AddMonths(Call call) => Moved(call, (date, months) => date.AddMonths(months));

    private static Evaluate OfDate(Call call, Func<DateOnly, Value> give)
    {
        call.Wants(0, ValueKind.Date);
        return scope => call[0].Run(scope) switch
        {
            { IsNone: true } => default,
            { Kind: ValueKind.Date } value => give(value.Date),
            _ => Operators.Mismatch(scope, call.Path),
        };
    }

    private static Evaluate Moved(Call call, Func<DateOnly, int, DateOnly> move)
    {
        call.Wants(0, ValueKind.Date);
        call.WantsWhole(1, -MostDays, MostDays, "Write a whole number, below zero for earlier.");
        return scope =>
        {
            var date = call[0].Run(scope);
            if (date.IsNone || TextFunctions.Whole(scope, call, 1) is not { } by) return default;
            if (date.Kind != ValueKind.Date) return Operators.Mismatch(scope, call.Path);
            try
            {
                return Value.Of(move(date.Date, by));
            }
            catch (ArgumentOutOfRangeException)
            {
                return scope.Fail("date.out-of-range", call.Path, $"{call.Name.Text}() leaves the years 1 to 9999; correct the source or the mapping.");
            }
        };
    }
}
