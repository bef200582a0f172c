using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>A place where goods are kept: a site, a warehouse or a bin within one.</summary>
[Entity("inventory.warehouse")]
public sealed record Warehouse(
    string Key,
    [Internal] string? Name,
    [Internal, Reference(typeof(Warehouse))] string? Parent,
    [Internal, Reference(typeof(LegalEntity))] string? Company) : CanonicalEntity(Key);
