namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>A group of agents that tickets are assigned to.</summary>
[Entity("helpdesk.queue")]
public sealed record Queue(string Key, [Internal] string? Name) : CanonicalEntity(Key);
