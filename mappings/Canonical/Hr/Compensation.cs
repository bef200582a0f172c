namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>What an employment is paid, from a day on.</summary>
/// <param name="Amount">For one <paramref name="PayPeriod"/>.</param>
/// <param name="PayPeriod">Open code: hour, day, week, month, year, or the source's own.</param>
[Entity("hr.compensation")]
public sealed record Compensation(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Sensitive, Money(nameof(Currency))] decimal Amount,
    [Public] string Currency,
    [Internal] string? PayPeriod) : EffectiveEntity(Key, ValidFrom, ValidTo);
