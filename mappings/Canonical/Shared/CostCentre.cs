namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>Where cost is gathered for control.</summary>
[Entity("shared.cost-centre")]
public sealed record CostCentre(
    string Key,
    [Internal] string Code,
    [Internal] string? Name,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
