using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Inventory;

/// <summary>Figures of stock and of orders.</summary>
internal static class InventorySummaries
{
    private static readonly SummaryColumn[] Item = [Key("source", "Source"), Key("number", "Item"), Key("name", "Name"), Key("unit", "Unit")];

    private static readonly SummaryColumn[] ItemAtPlace = [.. Item, Key("warehouse", "Warehouse"), Shown("warehouse_name", "Warehouse name")];

    public static IReadOnlyList<Summary> All { get; } = [StockValue.Summary(), WithoutCost(), Levels(), Movements(), RollForward(), PurchaseCommitments.Summary()];

    private static Summary WithoutCost() => new(
        "stock-without-cost",
        "Stock without a cost",
        "Items on hand of which neither the stock nor the item tells a cost: they are in no stock value until somebody gives them one.",
        "inventory.stock-level",
        [.. Item, Shown("category", "Category"), Quantity("on_hand", "On hand"), Count("levels", "Records")]);

    public static Summary Levels() => new(
        "stock-level",
        "Stock on hand",
        "How much of each item is at each place, as the source counts it now, whatever the period.",
        "inventory.stock-level",
        [.. ItemAtPlace, Quantity("on_hand", "On hand", field: "onHand"), Count("levels", "Records")]);

    public static Summary Movements() => new(
        "stock-movement",
        "Stock movements",
        "What came in and went out in the period per item and place, what was moved later, and all that was ever moved. A movement counts where its stock is now; one that tells no quantity changes nothing, and one without a day lies before every period.",
        "inventory.stock-movement",
        [
            .. ItemAtPlace,
            Quantity("received", "In"),
            Quantity("issued", "Out"),
            Quantity("later", "Later"),
            Quantity("moved", "Moved ever", field: "quantity"),
            Count("movements", "Movements"),
            Count("without_quantity", "No quantity"),
            Count("without_day", "No day"),
        ]);

    private static Summary RollForward() => SideBySide.Of(
        new(
            "stock-roll-forward",
            "Stock roll-forward",
            "Opening and closing stock of the period per item and place. Sources count stock as it is now, so it is worked back: closing is what is on hand now less what was moved later, opening is closing less what came in and went out in it. The difference is what is on hand now less all movements: zero where they explain the stock, and empty where no movement is known.",
            "inventory.stock-level",
            [
                .. ItemAtPlace,
                Quantity("opening", "Opening").Computed(),
                Quantity("received", "In"),
                Quantity("issued", "Out"),
                Quantity("closing", "Closing").Computed(),
                Quantity("later", "Later"),
                Quantity("on_hand", "On hand now"),
                Quantity("moved", "Moved ever"),
                Quantity("difference", "Difference").Computed(),
                Count("movements", "Movements"),
                Count("without_quantity", "No quantity"),
                Count("without_day", "No day"),
            ])
        {
            Computes = WorkBack,
        },
        Levels(),
        Movements());

    private static void WorkBack(object?[] cells)
    {
        const int opening = 6, received = 7, issued = 8, closing = 9, later = 10, onHand = 11, moved = 12, difference = 13;
        var now = Number(cells[onHand]);
        cells[closing] = now - Number(cells[later]);
        cells[opening] = now - Number(cells[later]) - Number(cells[received]) + Number(cells[issued]);
        cells[difference] = cells[moved] is decimal all ? now - all : null;
    }

    private static decimal Number(object? cell) => cell as decimal? ?? 0;
}
