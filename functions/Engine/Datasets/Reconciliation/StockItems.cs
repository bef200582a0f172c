using BackOffice.Integration.Engine.Datasets.Inventory;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>What is on hand against all movements, item by item.</summary>
internal static class StockItems
{
    public static Summary Summary()
    {
        var gathered = new Summary(
            "reconcile-stock-items",
            "Reconciliation: stock movements",
            "Per item and place: what the source counts on hand now against the sum of all movements it tells. An item without movements, or moved and not counted, has one side only. stock-movement and stock-level name what is behind it.",
            "inventory.stock-level",
            [
                Key("source", "Source"),
                Key("number", "Item"),
                Shown("name", "Name"),
                Key("unit", "Unit"),
                Key("warehouse", "Warehouse"),
                Shown("warehouse_name", "Warehouse name"),
                Quantity("on_hand", "On hand now"),
                Quantity("moved", "Moved ever"),
                Quantity("difference", "Difference").Computed(),
                Count("without_quantity", "Movements without a quantity"),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            Pictured = "difference",
        };
        return SideBySide.Of(gathered, InventorySummaries.Levels(), InventorySummaries.Movements());
    }

    private static void Compare(object?[] cells)
    {
        const int onHand = 6, moved = 7, difference = 8, verdict = 10;
        cells[difference] = Verdict.Difference(cells[onHand], cells[moved]);
        cells[verdict] = Verdict.Of(cells[onHand] as decimal?, cells[moved] as decimal?);
    }
}
