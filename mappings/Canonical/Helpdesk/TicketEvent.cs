namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>Something that happened to a ticket.</summary>
/// <param name="Kind">Open code: created, assigned, status, resolved, closed, or the source's own.</param>
/// <param name="Status">The ticket's, once it had happened.</param>
[Entity("helpdesk.ticket-event")]
public sealed record TicketEvent(
    string Key,
    [Internal, Reference(typeof(Ticket))] string Ticket,
    [Internal] string Kind,
    [Internal] DateTimeOffset OccurredAt,
    [Internal] string? Status,
    [Internal, Reference(typeof(Queue))] string? Queue,
    [Internal, Reference(typeof(Agent))] string? Agent) : CanonicalEntity(Key);
