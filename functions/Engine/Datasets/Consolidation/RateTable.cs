namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>A table of exchange rates, asked either way round and through a currency that two others share.</summary>
internal sealed class RateTable
{
    private readonly Dictionary<(string Base, string Quote), RatePair> pairs;
    private readonly List<string> currencies;
    private readonly List<DateOnly> days;

    public RateTable(IEnumerable<QuotedRate> rates)
    {
        pairs = rates.GroupBy(rate => (rate.Base, rate.Quote)).ToDictionary(pair => pair.Key, pair => new RatePair(pair));
        currencies = [.. pairs.Keys.SelectMany(pair => new[] { pair.Base, pair.Quote }).Distinct().Order(StringComparer.Ordinal)];
        days = [.. pairs.Values.SelectMany(pair => pair.Days).Distinct().Order()];
    }

    /// <summary>What one unit of a currency is worth on a day; null where the table does not say.</summary>
    public FoundRate? Closing(string from, string to, DateOnly day) => Find(from, to, pair => pair.Closing(day, days));

    /// <summary>What one unit of a currency is worth over a period; null where the table does not say.</summary>
    public FoundRate? Mean(string from, string to, Period period) => Find(from, to, pair => pair.Mean(period, days));

    private FoundRate? Find(string from, string to, Func<RatePair, FoundRate?> ask)
    {
        if (from == to) return FoundRate.None;
        if (Leg(from, to, ask) is { } straight) return straight;
        foreach (var shared in currencies)
        {
            if (Leg(from, shared, ask) is { } first && Leg(shared, to, ask) is { } second) return first.Then(second);
        }

        return null;
    }

    private FoundRate? Leg(string from, string to, Func<RatePair, FoundRate?> ask)
    {
        if (pairs.TryGetValue((from, to), out var pair) && ask(pair) is { } stated) return stated;
        return pairs.TryGetValue((to, from), out var turned) && ask(turned) is { } other ? other with { Value = other.Value.Turned } : null;
    }
}
