namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>How a supply is taxed.</summary>
/// <param name="Rate">In percent.</param>
/// <param name="Kind">Open code: sales, purchase, reverse-charge, exempt, or the source's own.</param>
[Entity("accounting.tax-code")]
public sealed record TaxCode(
    string Key,
    [Internal] string Code,
    [Internal] string? Name,
    [Internal] decimal? Rate,
    [Internal] string? Kind,
    [Public] string? Country) : CanonicalEntity(Key);
