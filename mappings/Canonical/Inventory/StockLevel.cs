namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>How much of an item is at a place, as the source counts it now.</summary>
/// <param name="Status">Open code: available, quarantined, damaged, or the source's own.</param>
[Entity("inventory.stock-level")]
public sealed record StockLevel(
    string Key,
    [Internal, Reference(typeof(Item))] string Item,
    [Internal, Reference(typeof(Warehouse))] string? Warehouse,
    [Internal] string? Bin,
    [Internal, Scale(6)] decimal OnHand,
    [Internal, Scale(6)] decimal? Reserved,
    [Internal] string? Lot,
    [Internal] string? Serial,
    [Internal] string? Status,
    [Internal] DateOnly? CountedOn,
    [Internal, Money(nameof(Currency))] decimal? UnitCost,
    [Public] string? Currency) : CanonicalEntity(Key);
