namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>One amount of one pay slip, as the payroll office worked it out.</summary>
/// <param name="Component">Open code: gross, net, employee-tax, employer-contribution, or the source's own wage type.</param>
[Entity("hr.payroll-result")]
public sealed record PayrollResult(
    string Key,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Internal] DateOnly PeriodStart,
    [Internal] DateOnly PeriodEnd,
    [Internal] string Component,
    [Sensitive, Money(nameof(Currency))] decimal Amount,
    [Public] string Currency,
    [Internal] DateOnly? PaidOn) : CanonicalEntity(Key);
