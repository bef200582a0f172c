namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class AdventureWorksRealDataTests
{
    private const string Sums = """
        import sys
        from decimal import Decimal
        for argument in sys.argv[1:]:
            path, column = argument.rsplit("@", 1)
            print(sum(Decimal(line.split("\t")[int(column)]) for line in open(path, encoding="utf-8-sig") if line.strip()))
        """;

    private const string Unapproved = """
        import sys
        status = {line.split("\t")[0]: line.split("\t")[2] for line in open(sys.argv[1], encoding="utf-8-sig") if line.strip()}
        lines = [line.split("\t") for line in open(sys.argv[2], encoding="utf-8-sig") if line.strip()]
        print(len({line[0] for line in lines if float(line[9]) > 0 and status[line[0]] in ("1", "3")}))
        """;

    private static readonly string[] People = ["Department.csv", "Employee.csv", "EmployeeDepartmentHistory.csv", "EmployeePayHistory.csv"];
    private static readonly string[] Stock = ["Location.csv", "Product.csv", "ProductInventory.csv"];
    private static readonly string[] Orders = ["CurrencyRate.csv", "PurchaseOrderDetail.csv", "PurchaseOrderHeader.csv", "Vendor.csv"];
    private static readonly string[] Finance = ["DimAccount.csv", "DimDepartmentGroup.csv", "DimOrganization.csv", "FactFinance.csv"];

    [Fact]
    public void People_stock_and_orders_come_without_a_heading_and_tie()
    {
        string[] files =
        [
            .. People.Select(name => RealData.File("hr", "adventureworks", name)),
            .. Stock.Select(name => RealData.File("inventory", "adventureworks", name)),
            .. Orders.Select(name => RealData.File("accounting", "adventureworks", name)),
        ];
        using var hub = new CommandHub("AdventureWorks", files);
        var runs = hub.Run();
        Assert.All(runs.Values, run => Assert.Equal((run.Mapped, 0), (run.Read, run.Quarantined)));
        Assert.Equal((16, 290, 296, 316), (runs["department"].Read, runs["employee"].Read, runs["department-history"].Read, runs["pay"].Read));
        Assert.Equal((14, 504, 1069), (runs["location"].Read, runs["product"].Read, runs["product-inventory"].Read));
        Assert.Equal((104, 4012, 8845, 13532), (runs["vendor"].Read, runs["purchase-order"].Read, runs["purchase-order-line"].Read, runs["currency-rate"].Read));

        var (headers, lines) = (files.Single(file => file.EndsWith("Header.csv", StringComparison.Ordinal)), files.Single(file => file.EndsWith("Detail.csv", StringComparison.Ordinal)));
        var expected = RealData.Python(Sums, $"{files[3]}@2", $"{files[6]}@4", $"{headers}@8", $"{headers}@11", $"{lines}@6", $"{lines}@9").Split('\n').Select(RealData.Number).ToArray();
        Assert.Equal(
            ["pay.Rate", "product-inventory.Quantity", "purchase-order.SubTotal", "purchase-order.TotalDue", "purchase-order-line.LineTotal", "purchase-order-line.StockedQty"],
            hub.Totals().Select(total => total.Measure));
        Assert.Equal(expected, hub.Totals().Select(total => total.Source));
        Assert.Equal(expected, hub.Totals().Select(total => total.Hub));

        var unapproved = Assert.Single(hub.Findings());
        Assert.Equal(("order.unapproved", RealData.Python(Unapproved, headers, lines)), (unapproved.Key, unapproved.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private const string Amounts = """
        import sys
        from decimal import Decimal, ROUND_HALF_EVEN, getcontext
        getcontext().prec = 60
        raw = [Decimal(line.split("|")[6]) for line in open(sys.argv[1], encoding="utf-8-sig") if line.strip()]
        kept = [amount.quantize(Decimal("0.0001"), ROUND_HALF_EVEN) for amount in raw]
        print(sum(raw), sum(kept) - sum(raw), sum(kept), sum(one != other for one, other in zip(raw, kept)), sep="\n")
        """;

    private const string Owners = """
        import sys
        from decimal import Decimal
        currency = {line.split("|")[0]: line.split("|")[1] for line in open(sys.argv[2], encoding="utf-8-sig") if line.strip()}
        rows = [line.strip().split("|") for line in open(sys.argv[1], encoding="utf-8-sig") if line.strip()]
        for key, parent, share, name, money in sorted(rows): print(key, parent, int(Decimal(share) * 1000000) if parent else "", currency[money], name, sep="|")
        """;

    private const string Classes = """
        import sys, collections
        words = {"Assets": "asset", "Liabilities": "liability", "Revenue": "revenue", "Expenditures": "expense"}
        count = collections.Counter(line.split("|")[5] for line in open(sys.argv[1], encoding="utf-8-sig") if line.strip())
        print("\n".join(sorted(f"{words.get(word, word.lower())}|{number}" for word, number in count.items())))
        """;

    [Fact]
    public void Companies_have_the_parent_the_share_and_the_currency_that_the_files_give_them()
    {
        string[] files = [.. Finance.Take(3).Select(name => RealData.File("accounting", "adventureworks-dw", name))];
        using var hub = new CommandHub("AdventureWorksDw", files);
        Assert.Equal((14, 14, 0), hub.Run()["organization"]);
        Assert.Equal(
            RealData.Python(Owners, files[2], RealData.File("accounting", "adventureworks-dw", "DimCurrency.csv")).Split('\n', StringSplitOptions.TrimEntries),
            hub.Read("SELECT source_key || '|' || coalesce(parent, '') || '|' || coalesce(ownership, '') || '|' || currency || '|' || name FROM shared_legal_entity ORDER BY source_key"));
        Assert.Equal(RealData.Python(Classes, files[0]).Split('\n', StringSplitOptions.TrimEntries), hub.Read("SELECT coalesce(classification, '') || '|' || count(*) FROM accounting_account GROUP BY classification").Order(StringComparer.Ordinal));
        Assert.Empty(hub.Findings());
    }

    [Fact]
    public void What_rounding_adds_stands_on_its_own_and_without_it_long_amounts_wait()
    {
        string[] files = [.. Finance.Select(name => RealData.File("accounting", "adventureworks-dw", name))];
        var expected = RealData.Python(Amounts, files[3]).Split('\n').Select(RealData.Number).ToArray();
        using var hub = new CommandHub("AdventureWorksDw", files);
        Assert.Equal((39409, 39409, 0), hub.Run()["finance"]);
        Assert.Equal([("finance.Amount", expected[0], expected[1], expected[2])], hub.Totals());
        Assert.Equal(1_358_640_412.7m, expected[2]);
        Assert.NotEqual(0, expected[1]);
        Assert.Empty(hub.Findings());

        using var unrounded = new CommandHub("AdventureWorksDw", files);
        Repoint(unrounded);
        Assert.Equal((39409, 39409 - (long)expected[3], (long)expected[3]), unrounded.Run()["finance"]);
        Assert.Equal(9355, expected[3]);
        Assert.Equal("number.too-precise", unrounded.Ask("quarantine", "list")[0].GetProperty("issues")[0].GetProperty("code").GetString());
    }

    // The same mapping in the customer's own hands, without its round().
    private static void Repoint(CommandHub hub)
    {
        var text = hub.Ask("mapping", "show", "AdventureWorksDw/finance").GetProperty("text").GetString()!;
        hub.Put("mappings/finance.yaml", System.Text.Encoding.UTF8.GetBytes(text.Replace("round(number(Amount), 4)", "number(Amount)", StringComparison.Ordinal)));
        hub.Put("pipelines/finance.yaml", "from: {connection: warehouse, stream: finance}\nmapping: mappings/finance.yaml\nsync: full\n"u8.ToArray());
    }
}
