namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>What a partner takes for one unit of a service, from a day on.</summary>
/// <param name="Key">The same for all terms of one contract.</param>
/// <param name="Partner">The name of a partner of the hub.</param>
/// <param name="Service">Open code: payroll-slip, ticket, booking, invoice, or the source's own.</param>
/// <param name="Unit">Open code of what is counted: row, record, ticket, or the source's own.</param>
/// <param name="Tariff">For one unit.</param>
/// <param name="InternalCost">What one unit would cost if the company did it by itself.</param>
[Entity("shared.partner-contract")]
public sealed record PartnerContract(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Internal] string Partner,
    [Internal] string Service,
    [Internal] string? Unit,
    [Internal, Money(nameof(Currency))] decimal Tariff,
    [Public] string Currency,
    [Internal, Money(nameof(Currency))] decimal? InternalCost) : EffectiveEntity(Key, ValidFrom, ValidTo);
