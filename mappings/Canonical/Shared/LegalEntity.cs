namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>A company that keeps books and employs people.</summary>
/// <param name="Parent">The company that owns it, wholly or in part.</param>
/// <param name="Ownership">The percentage that <paramref name="Parent"/> owns, from 0 to 100.</param>
[Entity("shared.legal-entity")]
public sealed record LegalEntity(
    string Key,
    [Public] string? Name,
    [Public] string? Country,
    [Public] string? Currency,
    [Internal, Reference(typeof(LegalEntity))] string? Parent,
    [Internal] decimal? Ownership) : CanonicalEntity(Key);
