using BackOffice.Integration.Mappings.Canonical.Hr;
using BackOffice.Integration.Mappings.Canonical.Inventory;
using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>What is planned for a period: an amount on an account, a quantity of an item or a headcount.</summary>
/// <param name="Version">Open code: budget, forecast, actual, or the source's own.</param>
/// <param name="PeriodEnd">Included; the first day where a period is one day.</param>
[Entity("accounting.plan-line")]
public sealed record PlanLine(
    string Key,
    [Internal] string Version,
    [Internal] DateOnly PeriodStart,
    [Internal] DateOnly PeriodEnd,
    [Internal, Reference(typeof(Account))] string? Account,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal, Reference(typeof(OrgUnit))] string? OrgUnit,
    [Internal, Reference(typeof(CostCentre))] string? CostCentre,
    [Internal, Money(nameof(Currency))] decimal? Amount,
    [Public] string? Currency,
    [Internal, Scale(6)] decimal? Quantity,
    [Internal] int? Headcount,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
