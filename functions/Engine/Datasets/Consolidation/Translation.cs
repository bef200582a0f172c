using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>Puts the amounts of companies into the group's currency, and remembers what stood in the way.</summary>
internal sealed class Translation(Group? group, RateTable table, Period period)
{
    public const string DifferenceAccount = "translation difference";

    private readonly SortedDictionary<(string Currency, bool Mean), FoundRate?> rates = [];
    private readonly SortedDictionary<(string Currency, bool Mean), SortedSet<string>> missing = [];
    private readonly SortedSet<string> withoutCurrency = new(StringComparer.Ordinal);
    private readonly SortedSet<string> open = new(StringComparer.Ordinal);

    public static Translation Of(SummarySources sources) => new(sources.Scope.Group, new(QuotedRate.Of(sources)), sources.Scope.Period);

    public string? Currency => group?.Currency;

    /// <summary>The balance sheet at the rate of the period's last day, income and expense at the average of the period.</summary>
    public GroupAmount Translate(GroupKey key, decimal amount, Basis basis)
    {
        var rate = RateOf(key);
        return new(key, amount, rate, rate?.Value.Of(amount), basis);
    }

    /// <summary>For each company and currency, what its amounts in the group's currency lack to the whole at the closing rate; nothing where an amount has no rate.</summary>
    public IEnumerable<GroupAmount> Differences(IEnumerable<GroupAmount> amounts)
    {
        foreach (var same in amounts.Where(amount => amount.Key.Currency != group?.Currency).GroupBy(amount => (amount.Key.Company, amount.Key.Currency)))
        {
            if (same.Any(amount => amount.Group is null)) open.Add(same.Key.Company);
            else if (same.Key.Currency is { } currency && Ask(currency, mean: false) is { } closing)
            {
                var lacks = closing.Value.Of(same.Sum(amount => amount.Own)) - same.Sum(amount => amount.Group!.Value);
                var basis = same.Aggregate(default(Basis), (sum, amount) => sum + amount.Basis);
                if (lacks != 0) yield return new(new(DifferenceAccount, AccountTypes.Equity, null, same.Key.Company, null, currency), 0, null, lacks, basis);
            }
        }
    }

    public IEnumerable<DatasetProblem> Problems()
    {
        if (group is null)
        {
            yield return new("group.unset", "The hub does not say in which currency the group is put together: no amount is translated.", "Add group: {currency: EUR, rates: NAME} to hub.yaml, where NAME is the connection that has the exchange rates, and publish.");
            yield break;
        }

        foreach (var (key, companies) in missing) yield return Missing(key.Currency, key.Mean, companies);
        foreach (var doubt in rates.Values.SelectMany(rate => rate?.Doubts ?? []).Distinct())
            yield return new(doubt.Code, doubt.What, $"Let the table of '{group.Rates}' have the missing days and run its pipeline; the figures follow.");
        if (withoutCurrency.Count > 0)
            yield return new("currency.missing", $"Amounts of {Listed.Of(withoutCurrency)} tell no currency: they are not translated.", "Let the source tell the currency of its amounts or of the company.");
        if (open.Count > 0)
            yield return new("translation.incomplete", $"The translation difference of {Listed.Of(open)} is not told, for some of its amounts could not be translated.", "Mend what the other problems say.");
    }

    private DatasetProblem Missing(string currency, bool mean, SortedSet<string> companies) => new(
        "rate.missing",
        $"There is no {(mean ? $"average rate of {currency} to {group!.Currency} for {period}" : $"rate of {currency} to {group!.Currency} on {period.End:yyyy-MM-dd}")}: amounts of {Listed.Of(companies)} stand in {currency} alone.",
        group.Rates is null ? "Name the connection that has the exchange rates as rates in the group of hub.yaml, and publish." : $"Let the table of '{group.Rates}' have the rate, and run its pipeline.");

    private FoundRate? RateOf(GroupKey key)
    {
        if (group is null) return null;
        if (key.Currency == group.Currency) return Ask(group.Currency, AccountTypes.IsResult(key.Type));
        if (key.Type is null) return null;
        if (key.Currency is null) withoutCurrency.Add(key.Company);
        if (key.Currency is not { } currency) return null;
        var asked = (currency, AccountTypes.IsResult(key.Type));
        var rate = Ask(asked.currency, asked.Item2);
        if (rate is null) (missing.TryGetValue(asked, out var companies) ? companies : missing[asked] = new(StringComparer.Ordinal)).Add(key.Company);
        return rate;
    }

    private FoundRate? Ask(string currency, bool mean)
    {
        if (rates.TryGetValue((currency, mean), out var known)) return known;
        return rates[(currency, mean)] = mean ? table.Mean(currency, group!.Currency, period) : table.Closing(currency, group!.Currency, period.End);
    }
}

/// <summary>Names as a sentence lists them: the first of them, and how many more.</summary>
internal static class Listed
{
    private const int Most = 5;

    public static string Count(long count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";

    public static string Of(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Most)) + (names.Count > Most ? $" and {names.Count - Most} more" : "");
}
