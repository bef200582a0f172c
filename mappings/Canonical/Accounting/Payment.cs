using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>Money that settles an invoice, wholly or in part.</summary>
/// <param name="Method">Open code: transfer, direct-debit, card, cash, or the source's own.</param>
[Entity("accounting.payment")]
public sealed record Payment(
    string Key,
    [Internal] DateOnly PaidOn,
    [Internal, Money(nameof(Currency))] decimal Amount,
    [Public] string Currency,
    [Internal, Reference(typeof(Invoice))] string? Invoice,
    [Internal, Reference(typeof(Party))] string? Party,
    [Internal] string? Method,
    [Internal, Reference(typeof(BankTransaction))] string? BankTransaction,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
