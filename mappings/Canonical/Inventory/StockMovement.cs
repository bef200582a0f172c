using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>A change of a stock level.</summary>
/// <param name="Kind">Open code: receipt, issue, transfer, adjustment, count, return, or the source's own.</param>
/// <param name="Quantity">Negative where goods leave; none where the source tells no change.</param>
[Entity("inventory.stock-movement")]
public sealed record StockMovement(
    string Key,
    [Internal] string Kind,
    [Internal, Reference(typeof(StockLevel))] string? StockLevel,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal, Reference(typeof(Warehouse))] string? Warehouse,
    [Internal, Scale(6)] decimal? Quantity,
    [Internal] DateTimeOffset? PostedAt,
    [Internal] string? Document,
    [Internal] string? Memo,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
