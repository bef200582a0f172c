namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>A human being the company employs or knows.</summary>
[Entity("hr.person")]
public sealed record Person(
    string Key,
    [Personal] string? FirstName,
    [Personal] string? LastName,
    [Personal] DateOnly? BirthDate,
    [Personal] string? Email) : CanonicalEntity(Key);
