using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>One side of a posting on one account.</summary>
/// <param name="Entry">Key of the entry it belongs to.</param>
/// <param name="Clearing">Shared by the open items of one account and party that were matched with each other; null while an item is open.</param>
/// <param name="TradingPartner">The company of the group on the other side.</param>
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
    [Internal, Reference(typeof(LegalEntity))] string? Company,
    [Internal] string? Clearing,
    [Internal, Reference(typeof(LegalEntity))] string? TradingPartner) : CanonicalEntity(Key);
