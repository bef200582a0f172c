using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>Something a requester wants to be done or mended.</summary>
/// <param name="Kind">Open code: incident, request, problem, change, or the source's own.</param>
/// <param name="Status">Open code: new, open, on-hold, resolved, closed, or the source's own.</param>
/// <param name="Requester">As the source names who asked.</param>
/// <param name="Channel">Open code: phone, mail, web, chat, or the source's own.</param>
[Entity("helpdesk.ticket")]
public sealed record Ticket(
    string Key,
    [Internal] string? Number,
    [Personal] string? Subject,
    [Internal] string? Kind,
    [Internal] string? Status,
    [Internal] string? Priority,
    [Internal] string? Category,
    [Internal, Reference(typeof(Queue))] string? Queue,
    [Internal, Reference(typeof(Agent))] string? Agent,
    [Personal] string? Requester,
    [Internal] string? Channel,
    [Internal] DateTimeOffset? OpenedAt,
    [Internal] DateTimeOffset? ResolvedAt,
    [Internal] DateTimeOffset? ClosedAt,
    [Internal] int? Reopened,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
