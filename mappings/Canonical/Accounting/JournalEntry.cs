using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>A posting as a whole; its lines balance per currency.</summary>
/// <param name="Document">The number of the voucher it rests on.</param>
[Entity("accounting.journal-entry")]
public sealed record JournalEntry(
    string Key,
    [Internal] string? Journal,
    [Internal] string? Number,
    [Internal] DateOnly PostingDate,
    [Internal] string? Document,
    [Internal] DateOnly? DocumentDate,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
