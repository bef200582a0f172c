namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>One item of a shipment.</summary>
[Entity("inventory.shipment-line")]
public sealed record ShipmentLine(
    string Key,
    [Internal, Reference(typeof(Shipment))] string Shipment,
    [Internal] int? LineNo,
    [Internal, Reference(typeof(Item))] string? Item,
    [Internal, Scale(6)] decimal Quantity,
    [Internal] string? Unit,
    [Internal] string? Lot) : CanonicalEntity(Key);
