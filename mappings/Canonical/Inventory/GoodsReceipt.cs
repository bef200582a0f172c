namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>Goods that came in, mostly for a position of a purchase order.</summary>
/// <param name="Quantity">What was taken in.</param>
/// <param name="Rejected">What was sent back or scrapped, beside <paramref name="Quantity"/>.</param>
[Entity("inventory.goods-receipt")]
public sealed record GoodsReceipt(
    string Key,
    [Internal, Reference(typeof(PurchaseOrderLine))] string? PurchaseOrderLine,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal, Reference(typeof(Warehouse))] string? Warehouse,
    [Internal, Scale(6)] decimal Quantity,
    [Internal, Scale(6)] decimal? Rejected,
    [Internal] DateOnly? ReceivedOn) : CanonicalEntity(Key);
