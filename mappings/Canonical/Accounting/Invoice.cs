using BackOffice.Integration.Mappings.Canonical.Inventory;
using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>A demand for payment, sent or received; a credit note has negative amounts.</summary>
/// <param name="Kind">receivable or payable.</param>
/// <param name="OpenAmount">What is still to be paid.</param>
/// <param name="Status">Open code: draft, open, booked, paid, void, or the source's own.</param>
/// <param name="ApprovalStatus">Open code: requested, approved, declined, or the source's own.</param>
[Entity("accounting.invoice")]
public sealed record Invoice(
    string Key,
    [Internal] string Kind,
    [Internal] string Number,
    [Internal] DateOnly IssuedOn,
    [Internal] DateOnly? DueOn,
    [Internal, Reference(typeof(Party))] string? Party,
    [Internal, Money(nameof(Currency))] decimal? NetAmount,
    [Internal, Money(nameof(Currency))] decimal? TaxAmount,
    [Internal, Money(nameof(Currency))] decimal GrossAmount,
    [Internal, Money(nameof(Currency))] decimal? OpenAmount,
    [Public] string Currency,
    [Internal] string? Status,
    [Internal, Reference(typeof(PurchaseOrder))] string? PurchaseOrder,
    [Internal] string? ApprovalStatus,
    [Personal] string? Approver,
    [Internal] DateTimeOffset? DecidedAt,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
