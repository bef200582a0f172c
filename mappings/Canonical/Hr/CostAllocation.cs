using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>The share of an employment's cost that a cost centre bears, from a day on.</summary>
/// <param name="Percent">The shares of one employment and day come to 100.</param>
[Entity("hr.cost-allocation")]
public sealed record CostAllocation(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Internal, Reference(typeof(CostCentre))] string CostCentre,
    [Internal] decimal Percent) : EffectiveEntity(Key, ValidFrom, ValidTo);
