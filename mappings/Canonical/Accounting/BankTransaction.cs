using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>One movement on an account of the company at a bank.</summary>
/// <param name="Account">The general ledger's account for it.</param>
/// <param name="Amount">Negative where money leaves.</param>
/// <param name="Reference">The bank's or the payer's own, such as an end-to-end id.</param>
[Entity("accounting.bank-transaction")]
public sealed record BankTransaction(
    string Key,
    [Internal] DateOnly BookedOn,
    [Internal] DateOnly? ValueOn,
    [Internal, Money(nameof(Currency))] decimal Amount,
    [Public] string Currency,
    [Sensitive] string? Iban,
    [Internal, Reference(typeof(Account))] string? Account,
    [Personal] string? Counterparty,
    [Sensitive] string? CounterpartyIban,
    [Internal] string? Reference,
    [Personal] string? Memo,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
