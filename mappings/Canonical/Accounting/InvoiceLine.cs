using BackOffice.Integration.Mappings.Canonical.Inventory;
using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Accounting;

/// <summary>One position of an invoice, before tax.</summary>
[Entity("accounting.invoice-line")]
public sealed record InvoiceLine(
    string Key,
    [Internal, Reference(typeof(Invoice))] string Invoice,
    [Internal] int? LineNo,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal] string? Description,
    [Internal, Scale(6)] decimal? Quantity,
    [Internal, Money(nameof(Currency))] decimal? UnitPrice,
    [Internal, Money(nameof(Currency))] decimal NetAmount,
    [Public] string Currency,
    [Internal, Reference(typeof(TaxCode))] string? TaxCode,
    [Internal, Reference(typeof(Account))] string? Account,
    [Internal, Reference(typeof(CostCentre))] string? CostCentre,
    [Internal, Reference(typeof(PurchaseOrderLine))] string? PurchaseOrderLine) : CanonicalEntity(Key);
