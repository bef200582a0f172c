namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Stock and orders against sums that Python works out of the same files.</summary>
public sealed class StockFiguresRealDataTests
{
    private static readonly string[] Stock = ["Location.csv", "Product.csv", "ProductInventory.csv"];
    private static readonly string[] Orders = ["PurchaseOrderDetail.csv", "PurchaseOrderHeader.csv", "Vendor.csv"];

    private const string Tables = """
        import sys
        from decimal import Decimal, ROUND_HALF_EVEN
        rows = lambda path: [line.rstrip("\r\n").split("\t") for line in open(path, encoding="utf-8-sig") if line.strip()]
        rounded = lambda number: number.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        plain = lambda number: f"{number.normalize():f}"

        """;

    private const string Value = Tables + """
        products = {row[0]: row for row in rows(sys.argv[1])}
        stock = {}
        for row in rows(sys.argv[2]):
            product, quantity = products[row[0]], Decimal(row[4])
            if quantity == 0: continue
            cost = Decimal(product[8])
            line = stock.setdefault((row[1], product[18]), [Decimal(0), Decimal(0), set(), set()])
            line[0] += quantity
            line[1] += rounded(quantity * cost)
            line[2].add(row[0])
            if cost == 0: line[3].add(row[0])
        for key, line in stock.items(): print(*key, "USD", plain(line[0]), plain(line[1]), len(line[2]), 0, len(line[3]), sep="|")
        """;

    private const string Commitments = Tables + """
        orders = {row[0]: row for row in rows(sys.argv[1])}
        due = {}
        for row in rows(sys.argv[2]):
            order, open_quantity = orders[row[0]], Decimal(row[3]) - Decimal(row[9])
            if order[2] != "2" or open_quantity <= 0: continue
            line = due.setdefault((row[0], row[2][:7]), [Decimal(0), Decimal(0)])
            line[0] += open_quantity
            line[1] += rounded(open_quantity * Decimal(row[5]))
        for key, line in due.items(): print(*key, "USD", plain(line[0]), plain(line[1]), sep="|")
        """;

    [Fact]
    public void Stock_and_open_orders_are_worth_what_the_files_say()
    {
        string[] files =
        [
            .. Stock.Select(name => RealData.File("inventory", "adventureworks", name)),
            .. Orders.Select(name => RealData.File("accounting", "adventureworks", name)),
        ];
        using var hub = new CommandHub("AdventureWorks", files);
        hub.Run();
        var value = hub.Figures("stock-value", "2026-01", "warehouse", "category", "currency", "on_hand", "value", "items", "without_cost", "at_zero");
        Assert.Equal(RealData.Lines(Value, files[1], files[2]), value);
        Assert.Equal(335_974m, value.Sum(line => RealData.Number(line.Split('|')[3])));
        Assert.Empty(hub.Figures("stock-without-cost", "2026-01", "number"));

        var commitments = hub.Figures("purchase-commitments", "2026-01", "purchase_order", "due", "currency", "open", "open_value");
        Assert.Equal(RealData.Lines(Commitments, files[4], files[3]), commitments);
        Assert.Equal(["4001|2025-03|USD|5|65.4315", "4001|2025-07|USD|280|3662.4", "4001|2025-09|USD|5|65.4315"], commitments);
        Assert.Empty(hub.Figures("purchase-commitments", "2024-10", "purchase_order"));
    }

    private const string Dump = """
        import json, sys
        from datetime import datetime
        from decimal import Decimal, ROUND_HALF_EVEN
        records = json.load(open(sys.argv[1], encoding="utf-8"), parse_float=Decimal)
        dump = {}
        for record in records: dump.setdefault(record["model"], {})[record["pk"]] = record["fields"]
        rounded = lambda number: number.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        plain = lambda number: f"{number.normalize():f}"
        parts, levels = dump["part.part"], dump["stock.stockitem"]
        item = lambda part: (parts[part]["IPN"] or parts[part]["name"], parts[part]["name"], parts[part]["units"] or "")
        text = lambda key: "" if key is None else str(key)
        show = lambda lines: print("\n".join("|".join(line) for line in lines))

        """;

    private const string ByCurrency = Dump + """
        sums = {}
        for level in levels.values():
            price, quantity = level["purchase_price"], Decimal(level["quantity"])
            line = sums.setdefault("" if price is None else level["purchase_price_currency"], [Decimal(0), Decimal(0)])
            line[0] += quantity
            if price is not None: line[1] += rounded(quantity * rounded(Decimal(price)))
        show((currency, plain(line[0]), plain(line[1])) for currency, line in sums.items())
        """;

    private const string WithoutCost = Dump + """
        sums = {}
        for level in levels.values():
            if level["purchase_price"] is None and Decimal(level["quantity"]) != 0: sums[item(level["part"])] = sums.get(item(level["part"]), Decimal(0)) + Decimal(level["quantity"])
        show((*key, plain(quantity)) for key, quantity in sums.items())
        """;

    private const string RollForward = Dump + """
        sums = {}
        place = lambda level: (*item(level["part"]), text(level["location"]))
        for level in levels.values(): sums.setdefault(place(level), [Decimal(0)] * 4)[0] += Decimal(level["quantity"])
        for move in dump["stock.stockitemtracking"].values():
            deltas = move["deltas"] or {}
            change = deltas.get("added")
            if change is None and deltas.get("removed") is not None: change = -deltas["removed"]
            if change is None and move["tracking_type"] in (1, 70, 42): change = deltas.get("quantity")
            level = levels.get(move["item"])
            line, change, year = sums.setdefault(place(level), [Decimal(0)] * 4) if level else [Decimal(0)] * 4, Decimal(change or 0), move["date"][:4]
            if year == "2022": line[1 if change > 0 else 2] += abs(change)
            elif year > "2022": line[3] += change
        show((*key, plain(now - later - came + went), plain(came), plain(went), plain(now - later)) for key, (now, came, went, later) in sums.items() if came or went)
        """;

    [Fact]
    public void A_dump_gives_stock_by_currency_its_roll_forward_and_what_has_no_cost()
    {
        var dump = RealData.File("inventory", "inventree-demo", "inventree_data.json");
        using var hub = new CommandHub("InvenTree", dump);
        hub.Run();
        var value = hub.Figures("stock-value", "2026-01", "currency", "on_hand", "value").Select(line => line.Split('|')).ToList();
        Assert.Equal(436_965.37040m, value.Sum(line => RealData.Number(line[1])));
        Assert.All(value, line => Assert.Equal(line[0].Length == 0, line[2].Length == 0));
        Assert.Equal(
            RealData.Lines(ByCurrency, dump),
            value.GroupBy(line => line[0])
                .Select(lines => $"{lines.Key}|{Plain(lines.Sum(line => RealData.Number(line[1])))}|{Plain(lines.Sum(line => line[2].Length == 0 ? 0 : RealData.Number(line[2])))}").Order(StringComparer.Ordinal));

        Assert.Equal(RealData.Lines(WithoutCost, dump), hub.Figures("stock-without-cost", "2026-01", "number", "name", "unit", "on_hand"));
        Assert.Equal(
            RealData.Lines(RollForward, dump),
            hub.Figures("stock-roll-forward", "2022", "number", "name", "unit", "warehouse", "opening", "received", "issued", "closing").Where(Moved));
        Assert.Equal(["PO0001|USD|5050|211.5", "PO0002|EUR|165|161.5"], hub.Figures("purchase-commitments", "2026-01", "purchase_order", "currency", "open", "open_value"));
        // A record that is worked out by itself shows what it adds: 165 of three positions.
        var behind = hub.Ask("dataset", "records", "purchase-commitments", "--period", "2026-01", "--where", "purchase_order=PO0002").EnumerateArray();
        Assert.Equal(161.5m, behind.Sum(record => record.GetProperty("cells").GetProperty("open_value").GetDecimal()));
        Assert.Equal(["4", "5", "7"], behind.Select(record => record.GetProperty("key").GetString()));
    }

    // In and out stand before closing.
    private static bool Moved(string line) => line.Split('|')[^3..^1] is not (["0", "0"] or ["", ""]);

    private static string Plain(decimal number) => number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);
}
