namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>Where an employment's pay goes, from a day on.</summary>
[Entity("hr.bank-account")]
public sealed record BankAccount(
    string Key,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Sensitive] string Iban,
    [Internal] string? Bic,
    [Personal] string? Holder) : EffectiveEntity(Key, ValidFrom, ValidTo);
