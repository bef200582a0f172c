namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>Someone who works on tickets.</summary>
[Entity("helpdesk.agent")]
public sealed record Agent(
    string Key,
    [Personal] string? Name,
    [Personal] string? Email,
    [Internal] bool? Active) : CanonicalEntity(Key);
