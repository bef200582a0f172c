using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>An account of the general ledger; its number is text, leading zeros live.</summary>
/// <param name="Classification">Open code: asset, liability, equity, revenue, expense, or the source's own.</param>
[Entity("accounting.account")]
public sealed record Account(
    string Key,
    [Internal] string Number,
    [Internal] string? Name,
    [Internal] string? Classification,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
