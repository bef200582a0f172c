namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>One position of a purchase order.</summary>
[Entity("inventory.purchase-order-line")]
public sealed record PurchaseOrderLine(
    string Key,
    [Internal, Reference(typeof(PurchaseOrder))] string PurchaseOrder,
    [Internal] int? LineNo,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal, Scale(6)] decimal Quantity,
    [Internal] string? Unit,
    [Internal, Money(nameof(Currency))] decimal? UnitPrice,
    [Internal, Money(nameof(Currency))] decimal? NetAmount,
    [Public] string? Currency,
    [Internal] DateOnly? DueOn) : CanonicalEntity(Key);
