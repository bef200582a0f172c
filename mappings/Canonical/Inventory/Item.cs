namespace BackOffice.Integration.Mappings.Canonical.Inventory;

/// <summary>Something that is bought, kept, made or sold.</summary>
/// <param name="Number">The article number (SKU).</param>
/// <param name="Kind">Open code: stock, service, kit, or the source's own.</param>
/// <param name="Unit">UNECE Recommendation 20 where the source keeps to it, else its own.</param>
[Entity("inventory.item")]
public sealed record Item(
    string Key,
    [Internal] string Number,
    [Internal] string? Name,
    [Internal] string? Kind,
    [Internal] string? Unit,
    [Internal] string? Gtin,
    [Internal] string? Category,
    [Internal] bool? Active,
    [Internal, Money(nameof(Currency))] decimal? SalesPrice,
    [Internal, Money(nameof(Currency))] decimal? Cost,
    [Public] string? Currency) : CanonicalEntity(Key);
