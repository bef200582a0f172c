namespace BackOffice.Integration.Mappings.Canonical.Helpdesk;

/// <summary>What somebody wrote on a ticket.</summary>
/// <param name="IsPrivate">Whether the requester may not see it; no partner gets it unless he is one of the agents.</param>
[Entity("helpdesk.comment")]
public sealed record Comment(
    string Key,
    [Internal, Reference(typeof(Ticket))] string Ticket,
    [Personal] string? Author,
    [Internal] DateTimeOffset? WrittenAt,
    [Personal] string? Body,
    [Internal] bool? IsPrivate) : CanonicalEntity(Key);
