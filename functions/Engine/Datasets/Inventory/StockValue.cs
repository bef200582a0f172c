using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Inventory;

/// <summary>What stock is worth: each level by itself, so that sums of levels are sums of what people can check.</summary>
internal static class StockValue
{
    private static readonly SummaryColumn[] Place =
    [
        Key("company", "Company"),
        Key("source", "Source"),
        Key("warehouse", "Warehouse"),
        Shown("warehouse_name", "Warehouse name"),
        Key("category", "Category"),
        Key("unit", "Unit"),
        Key("currency", "Currency"),
    ];

    private static readonly SummaryColumn OnHand = Quantity("on_hand", "On hand", field: "onHand");
    private static readonly SummaryColumn Items = Count("items", "Items");

    public static Summary Summary() => new(
        "stock-value",
        "Stock value",
        "Stock as the source counts it now, whatever the period, at the cost of the stock itself, else of its item. Quantity by cost is rounded to four digits, half to even, for each stock record. Items without a cost stand on lines of their own, without currency and without value; stock-without-cost lists them.",
        "inventory.stock-level",
        [
            .. Place,
            OnHand,
            Money("value", "Value"),
            Items,
            Count("without_cost", "Items without a cost"),
            Count("at_zero", "Items at cost zero"),
        ])
    {
        Pictured = "value",
        Each = new([.. Place, OnHand, Quantity("cost", "Cost", Worth.Digits), Items], Valued),
    };

    private static object?[] Valued(object?[] given)
    {
        var (place, onHand, cost, items) = (given[..^3], (decimal)given[^3]!, given[^2] as decimal?, given[^1]);
        return [.. place, onHand, Worth.Of(onHand, cost), items, cost is null ? items : 0L, cost == 0 ? items : 0L];
    }
}
