namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>One promise of time on a ticket: from when, until when, and whether it was kept.</summary>
/// <param name="Kind">Open code: first-response, resolution, or the source's own.</param>
[Entity("helpdesk.sla-clock")]
public sealed record SlaClock(
    string Key,
    [Internal, Reference(typeof(Ticket))] string Ticket,
    [Internal] string Kind,
    [Internal] DateTimeOffset? StartedAt,
    [Internal] DateTimeOffset? DueAt,
    [Internal] DateTimeOffset? StoppedAt,
    [Internal] bool? Breached) : CanonicalEntity(Key);
