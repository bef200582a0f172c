using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>The terms under which a person works for a company, from a day on.</summary>
/// <param name="Key">The same for all terms of one employment.</param>
/// <param name="Fte">The share of a full working time; 1 is full time.</param>
[Entity("hr.employment")]
public sealed record Employment(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Internal, Reference(typeof(Person))] string Person,
    [Internal, Reference(typeof(LegalEntity))] string? Company,
    [Personal] string EmployeeNo,
    [Internal] DateOnly? HiredOn,
    [Personal] DateOnly? LeftOn,
    [Internal] string? JobTitle,
    [Internal, Reference(typeof(OrgUnit))] string? OrgUnit,
    [Internal, Reference(typeof(CostCentre))] string? CostCentre,
    [Internal] decimal? Fte) : EffectiveEntity(Key, ValidFrom, ValidTo);
