namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>The rates between two currencies, the way round that the table states them.</summary>
internal sealed class RatePair
{
    private const int DaysUntilLate = 7;

    private readonly string name;
    private readonly List<QuotedRate> daily;
    private readonly List<QuotedRate> averages;

    public RatePair(IEnumerable<QuotedRate> quoted)
    {
        List<QuotedRate> rates = [.. quoted.Where(rate => rate.Value > 0).OrderBy(rate => rate.From).ThenBy(rate => rate.Kind, StringComparer.Ordinal)];
        name = rates.Count == 0 ? "" : $"{rates[0].Base} to {rates[0].Quote}";
        averages = [.. rates.Where(rate => rate.Kind == FoundRate.Average)];
        daily = [.. rates.Where(rate => rate.Kind == FoundRate.Closing)];
        if (daily.Count == 0) daily = [.. rates.Except(averages)];
    }

    /// <summary>Days that have a rate of their own.</summary>
    public IEnumerable<DateOnly> Days => daily.Select(rate => rate.From);

    /// <summary>The rate of a day, or of the last day before it that has one.</summary>
    /// <param name="days">Those on which the table has any rate, in order.</param>
    public FoundRate? Closing(DateOnly day, IReadOnlyList<DateOnly> days)
    {
        var rate = daily.LastOrDefault(rate => rate.From <= day && (rate.To is null || rate.To >= day));
        if (rate is null) return null;
        List<RateDoubt> doubts = [];
        var newest = days.LastOrDefault(other => other <= day);
        if (rate.To is not null) return new(new(rate.Value, 1), FoundRate.Closing, rate.From, doubts);
        if (day.DayNumber - rate.From.DayNumber > DaysUntilLate)
            doubts.Add(new("rate.late", $"The last rate of {name} up to {day:yyyy-MM-dd} is that of {rate.From:yyyy-MM-dd}; it is used."));
        else if (newest > rate.From)
            doubts.Add(new("rate.day-missing", $"On {newest:yyyy-MM-dd} the table has other rates, but none of {name}; that of {rate.From:yyyy-MM-dd} is used."));
        return new(new(rate.Value, 1), FoundRate.Closing, rate.From, doubts);
    }

    /// <summary>The average that the table states for the period, else the mean of the rates that begin in it.</summary>
    public FoundRate? Mean(Period period, IReadOnlyList<DateOnly> days)
    {
        if (MeanOf(averages.Where(rate => Begins(rate.From, period) || (rate.From < period.Start && rate.To >= period.End))) is { } stated) return new(stated, FoundRate.Average, null, []);
        List<QuotedRate> within = [.. daily.Where(rate => Begins(rate.From, period))];
        return MeanOf(within) is { } mean ? new(mean, FoundRate.Mean, null, [.. Gaps([.. within.Select(rate => rate.From)], period, days)]) : null;
    }

    private IEnumerable<RateDoubt> Gaps(HashSet<DateOnly> own, Period period, IReadOnlyList<DateOnly> days)
    {
        List<DateOnly> missing = [.. days.Where(day => Begins(day, period) && !own.Contains(day))];
        if (missing.Count > 0)
            yield return new("rate.day-missing", $"On {Listed.Count(missing.Count, "day")} of {period}, first on {missing[0]:yyyy-MM-dd}, the table has other rates, but none of {name}; the mean leaves these days out.");
        DateOnly[] ends = [period.Start.AddDays(-1), .. own.Order(), period.End.AddDays(1)];
        foreach (var (before, after) in ends.Zip(ends.Skip(1)))
        {
            if (after.DayNumber - before.DayNumber > DaysUntilLate)
                yield return new("rate.gap", $"From {before.AddDays(1):yyyy-MM-dd} to {after.AddDays(-1):yyyy-MM-dd} there is no rate of {name}; the mean leaves these days out.");
        }
    }

    private static Rate? MeanOf(IEnumerable<QuotedRate> rates)
    {
        var (sum, count) = rates.Aggregate((Sum: 0m, Count: 0), (mean, rate) => (mean.Sum + rate.Value, mean.Count + 1));
        return count == 0 ? null : new(sum, count);
    }

    private static bool Begins(DateOnly day, Period period) => period.Start <= day && day <= period.End;
}
