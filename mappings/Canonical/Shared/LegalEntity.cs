namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>A company that keeps books and employs people.</summary>
[Entity("shared.legal-entity")]
public sealed record LegalEntity(
    string Key,
    [Public] string? Name,
    [Public] string? Country,
    [Public] string? Currency) : CanonicalEntity(Key);
