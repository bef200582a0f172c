using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>Goods on their way to a customer.</summary>
/// <param name="Status">Open code: packed, shipped, delivered, returned, or the source's own.</param>
[Entity("inventory.shipment")]
public sealed record Shipment(
    string Key,
    [Internal] string? Number,
    [Internal, Reference(typeof(Party))] string? Customer,
    [Internal, Reference(typeof(Warehouse))] string? Warehouse,
    [Internal] DateOnly? ShippedOn,
    [Internal] string? Carrier,
    [Internal] string? TrackingNumber,
    [Internal] string? Status) : CanonicalEntity(Key);
