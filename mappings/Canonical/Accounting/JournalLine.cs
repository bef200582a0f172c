using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>One side of a posting on one account.</summary>
/// <param name="Entry">Key of the entry it belongs to.</param>
[Entity("accounting.journal-line")]
public sealed record JournalLine(
    string Key,
    [Internal, Reference(typeof(JournalEntry))] string Entry,
    [Internal, Reference(typeof(Account))] string Account,
    [Internal, Money(nameof(Currency))] decimal Debit,
    [Internal, Money(nameof(Currency))] decimal Credit,
    [Public] string Currency,
    [Internal] DateOnly? PostingDate,
    [Internal, Reference(typeof(Party))] string? Party,
    [Internal, Reference(typeof(CostCentre))] string? CostCentre,
    [Internal] string? Memo,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
