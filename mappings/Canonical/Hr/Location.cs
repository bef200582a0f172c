using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>A place where people work.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
[Entity("hr.location")]
public sealed record Location(
    string Key,
    [Internal] string? Name,
    [Internal] string? Street,
    [Internal] string? PostCode,
    [Internal] string? City,
    [Internal] string? Region,
    [Public] string? Country,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
