using System.Globalization;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Inventory;

/// <summary>What is ordered and still to come, and what it will cost.</summary>
internal static class PurchaseCommitments
{
    private static readonly SummaryColumn[] Order =
    [
        Key("company", "Company"),
        Key("source", "Source"),
        Key("supplier", "Supplier"),
        Shown("supplier_name", "Supplier name", Mappings.Canonical.FieldClass.Personal),
        Key("purchase_order", "Order"),
        Shown("status", "Status"),
    ];

    private static readonly SummaryColumn[] Measure = [Key("currency", "Currency"), Key("unit", "Unit"), Quantity("ordered", "Ordered"), Quantity("received", "Received")];

    public static Summary Summary() => new(
        "purchase-commitments",
        "Purchase commitments",
        "Positions ordered up to the period's end of which goods are still to come: less what was taken in up to then, or on a day that nobody tells. Drafts, orders declined, cancelled or received in full are left out, as the source tells them now. The open value is open quantity by unit price, else its part of the position's net amount, rounded to four digits, half to even; without either it is empty and counted.",
        "inventory.purchase-order-line",
        [
            .. Order,
            Key("due", "Due in"),
            .. Measure,
            Quantity("open", "Open"),
            Money("open_value", "Open value"),
            Count("positions", "Positions"),
            Count("without_price", "Without a price"),
        ])
    {
        Each = new([.. Order, KeyDate("due_on", "Due on"), .. Measure, Quantity("unit_price", "Unit price", Worth.Digits), Quantity("net_amount", "Net amount", Worth.Digits)], Open),
    };

    private static object?[] Open(object?[] given)
    {
        var (due, ordered, received) = ((DateOnly?)given[6], (decimal)given[9]!, (decimal)given[10]!);
        var open = ordered - received;
        var value = given[11] is decimal price ? Worth.Of(open, price) : given[12] is decimal net ? Worth.Rounded(net * open / ordered) : (decimal?)null;
        return [.. given[..6], due?.ToString("yyyy-MM", CultureInfo.InvariantCulture), .. given[7..11], open, value, 1L, value is null ? 1L : 0L];
    }
}
