using BackOffice.Integration.Mappings.Canonical.Accounting;

namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>What a partner asks for a service in a period.</summary>
/// <param name="Partner">The name of a partner of the hub.</param>
/// <param name="Service">Open code, as in the contract it rests on.</param>
/// <param name="PeriodEnd">Included.</param>
/// <param name="Quantity">Units of the contract.</param>
/// <param name="Amount">Before tax.</param>
[Entity("shared.partner-charge")]
public sealed record PartnerCharge(
    string Key,
    [Internal] string Partner,
    [Internal] string Service,
    [Internal] DateOnly PeriodStart,
    [Internal] DateOnly PeriodEnd,
    [Internal, Scale(6)] decimal Quantity,
    [Internal, Money(nameof(Currency))] decimal Amount,
    [Public] string Currency,
    [Internal, Reference(typeof(Invoice))] string? Invoice) : CanonicalEntity(Key);
