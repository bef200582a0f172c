using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>A span of days that books are kept and closed by.</summary>
/// <param name="Status">Open code: open, closed, or the source's own.</param>
[Entity("accounting.period")]
public sealed record Period(
    string Key,
    [Internal] string? Name,
    [Internal] DateOnly FirstDay,
    [Internal] DateOnly LastDay,
    [Internal] string? Status,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
