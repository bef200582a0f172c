namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>What one unit of a currency is worth in another, from a day on.</summary>
/// <param name="Rate">Units of <paramref name="Quote"/> for one of <paramref name="Base"/>.</param>
/// <param name="Kind">Open code: spot, average, closing, or the source's own.</param>
[Entity("accounting.exchange-rate")]
public sealed record ExchangeRate(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Public] string Base,
    [Public] string Quote,
    [Public, Scale(10)] decimal Rate,
    [Internal] string? Kind) : EffectiveEntity(Key, ValidFrom, ValidTo);
