namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of stock and of orders.</summary>
internal static class InventoryRules
{
    public static IReadOnlyList<FindingRule> All { get; } = [MovementsDiffer(), StockNegative(), OrderLinesDiffer(), ReceiptExceedsOrder(), ReceivedUnapproved()];

    // A level is judged where every movement of it tells its quantity.
    private static FindingRule MovementsDiffer() => new(
        "stock.movements-differ",
        Severity.Note,
        "The movements of a stock level do not add up to it.",
        """
        SELECT 'inventory.stock-level' AS Subject, l.source_key AS "Key", '{}' AS Detail
        FROM inventory_stock_movement m JOIN inventory_stock_level l ON l.connection = m.connection AND l.deleted = 0 AND l.source_key = m.stock_level
        WHERE m.connection = @connection AND m.deleted = 0
        GROUP BY l.source_key HAVING count(m.quantity) = count(*) AND sum(m.quantity) <> max(l.on_hand)
        """);

    private static FindingRule StockNegative() => new(
        "stock.negative",
        Severity.Note,
        "Less than nothing is on hand.",
        """
        SELECT 'inventory.stock-level' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM inventory_stock_level WHERE connection = @connection AND deleted = 0 AND on_hand < 0
        """);

    private static FindingRule OrderLinesDiffer() => new(
        "order.lines-differ",
        Severity.Note,
        "The positions of a purchase order do not come to its net amount.",
        """
        SELECT 'inventory.purchase-order' AS Subject, o.source_key AS "Key", '{}' AS Detail
        FROM inventory_purchase_order_line l JOIN inventory_purchase_order o ON o.connection = l.connection AND o.deleted = 0 AND o.source_key = l.purchase_order
        WHERE l.connection = @connection AND l.deleted = 0 AND o.net_amount IS NOT NULL
        GROUP BY o.source_key HAVING count(l.net_amount) = count(*) AND sum(l.net_amount) <> max(o.net_amount)
        """);

    private static FindingRule ReceiptExceedsOrder() => new(
        "receipt.exceeds-order",
        Severity.Note,
        "More came in on a position than was ordered.",
        """
        SELECT 'inventory.purchase-order-line' AS Subject, l.source_key AS "Key", '{}' AS Detail
        FROM inventory_goods_receipt r JOIN inventory_purchase_order_line l ON l.connection = r.connection AND l.deleted = 0 AND l.source_key = r.purchase_order_line
        WHERE r.connection = @connection AND r.deleted = 0
        GROUP BY l.source_key HAVING sum(r.quantity) > max(l.quantity)
        """);

    private static FindingRule ReceivedUnapproved() => new(
        "order.unapproved",
        Severity.Block,
        "Goods came in on an order that nobody approved, in a source that knows approvals.",
        """
        SELECT 'inventory.purchase-order' AS Subject, o.source_key AS "Key", '{}' AS Detail
        FROM inventory_goods_receipt r
        JOIN inventory_purchase_order_line l ON l.connection = r.connection AND l.deleted = 0 AND l.source_key = r.purchase_order_line
        JOIN inventory_purchase_order o ON o.connection = l.connection AND o.deleted = 0 AND o.source_key = l.purchase_order
        WHERE r.connection = @connection AND r.deleted = 0 AND r.quantity > 0 AND coalesce(o.approval_status, '') <> 'approved'
        GROUP BY o.source_key
        """)
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM inventory_purchase_order WHERE connection = @connection AND deleted = 0 AND approval_status IS NOT NULL)",
    };
}
