using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>A part of the organisation, such as a department.</summary>
[Entity("hr.org-unit")]
public sealed record OrgUnit(
    string Key,
    [Internal] string? Name,
    [Internal, Reference(typeof(OrgUnit))] string? Parent,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
