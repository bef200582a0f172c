using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Hr;

/// <summary>What contractual pay comes to in a period, and what each cost centre bears of a cost.</summary>
internal static class PayArithmetic
{
    private const int MonthsOfYear = 12, WeeksOfYear = 52, DaysOfWeek = 5, Whole = 100;

    /// <summary>Pay for the period; null where the pay period does not tell how much a year is, such as pay by the hour.</summary>
    public static decimal? InPeriod(decimal amount, string? payPeriod, Period period) => TimesAYear(payPeriod) is { } times
        ? Worth.Rounded(amount * times * Months(period) / MonthsOfYear)
        : null;

    /// <summary>How many months a period is; of a month that it holds in part, the part by days.</summary>
    public static decimal Months(Period period)
    {
        var (months, day) = (0m, period.Start);
        while (day <= period.End)
        {
            var month = Period.MonthOf(day);
            var last = month.End < period.End ? month.End : period.End;
            months += (last.DayNumber - day.DayNumber + 1m) / month.End.Day;
            day = last.AddDays(1);
        }

        return months;
    }

    /// <summary>Splits an amount by percent so that the parts add up to it: the last share takes the rest, or, where the shares do not come to 100, <see cref="Allocation.Not"/> or <see cref="Allocation.Beyond"/> does.</summary>
    public static IEnumerable<CostPart> Split(decimal? amount, IReadOnlyList<CostShare> shares)
    {
        var percent = shares.Sum(share => share.Percent);
        var rest = amount;
        foreach (var (at, share) in shares.Index())
        {
            var part = at == shares.Count - 1 && percent == Whole ? rest : amount is { } whole ? Worth.Rounded(whole * share.Percent / Whole) : null;
            rest -= part;
            yield return new(Allocation.Done, share.CostCentre, share.Name, part);
        }

        if (percent < Whole) yield return new(Allocation.Not, null, null, rest);
        if (percent > Whole) yield return new(Allocation.Beyond, null, null, rest);
    }

    private static int? TimesAYear(string? payPeriod) => payPeriod switch
    {
        "year" => 1,
        "month" => MonthsOfYear,
        "week" => WeeksOfYear,
        "day" => WeeksOfYear * DaysOfWeek,
        _ => null,
    };
}

/// <summary>The percent of a cost that a cost centre bears.</summary>
internal sealed record CostShare(string CostCentre, string? Name, decimal Percent);

/// <summary>A part of a cost and where it went.</summary>
internal sealed record CostPart(string Allocation, string? CostCentre, string? Name, decimal? Amount);

/// <summary>Whether a cost centre bears a part, as people read it.</summary>
internal static class Allocation
{
    public const string Done = "allocated", Not = "not allocated", Beyond = "beyond 100 percent";
}
