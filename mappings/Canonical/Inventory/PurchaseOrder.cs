using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>What the company has ordered from a supplier.</summary>
/// <param name="Status">Open code: draft, ordered, received, cancelled, or the source's own.</param>
/// <param name="ApprovalStatus">Open code: requested, approved, declined, or the source's own.</param>
[Entity("inventory.purchase-order")]
public sealed record PurchaseOrder(
    string Key,
    [Internal] string Number,
    [Internal, Reference(typeof(Party))] string? Supplier,
    [Internal] DateOnly? OrderedOn,
    [Internal] DateOnly? DueOn,
    [Internal] string? Status,
    [Internal, Money(nameof(Currency))] decimal? NetAmount,
    [Internal, Money(nameof(Currency))] decimal? TaxAmount,
    [Internal, Money(nameof(Currency))] decimal? Freight,
    [Internal, Money(nameof(Currency))] decimal? TotalAmount,
    [Public] string? Currency,
    [Internal] string? ApprovalStatus,
    [Personal] string? Approver,
    [Internal] DateTimeOffset? DecidedAt,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
