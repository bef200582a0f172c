using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Mappings.Canonical.Helpdesk;
using BackOffice.Integration.Mappings.Canonical.Hr;

namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>A paper or file that proves something, wherever it is kept.</summary>
/// <param name="Kind">Open code: invoice, receipt, contract, payslip, picture, or the source's own.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex, where the source tells it.</param>
/// <param name="RetentionClass">Open code of the rule that says how long it is kept.</param>
/// <param name="LegalHold">Whether it may not be destroyed whatever its class says.</param>
[Entity("shared.document")]
public sealed record Document(
    string Key,
    [Internal] string Kind,
    [Personal] string? Name,
    [Internal] string? Sha256,
    [Internal] DateOnly? DatedOn,
    [Internal, Reference(typeof(JournalEntry))] string? Entry,
    [Internal, Reference(typeof(Person))] string? Person,
    [Internal, Reference(typeof(Ticket))] string? Ticket,
    [Internal] string? RetentionClass,
    [Internal] DateOnly? RetainUntil,
    [Internal] bool? LegalHold) : CanonicalEntity(Key);
