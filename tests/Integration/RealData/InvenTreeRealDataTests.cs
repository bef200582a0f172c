using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Several streams out of one JSON dump of a real system.</summary>
public sealed class InvenTreeRealDataTests : IDisposable
{
    private const string Keys = """
        import json, sys
        for record in json.load(open(sys.argv[1], encoding="utf-8")):
            if record["model"] == sys.argv[2]: print(record["pk"])
        """;

    private const string Quantity = """
        import json, sys
        from decimal import Decimal
        print(sum(Decimal(record["fields"]["quantity"]) for record in json.load(open(sys.argv[1])) if record["model"] == "stock.stockitem"))
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inventree ");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("stock.stockitem", 1106)]
    [InlineData("stock.stockitemtracking", 1076)]
    [InlineData("part.part", 414)]
    public async Task Selects_the_records_of_one_model_and_reads_each_again(string model, int count)
    {
        var dump = Dump();
        var source = Source(model);
        var records = await RecordsAsync(source);
        Assert.Equal(count, records.Count);
        Assert.All(records, record => Assert.Null(record.Problem));
        Assert.Equal(RealData.Python(Keys, dump, model).Split('\n'), records.Select(record => record.Key));

        await foreach (var file in source.ArrivedAsync("s", TimeSpan.Zero, Ct))
        {
            var index = 0;
            await foreach (var again in source.ReadAgainAsync(file, "s", [.. records.Select(record => record.Position)], Ct))
                Assert.True(again.Span.SequenceEqual(records[index++].Payload.Span));
            Assert.Equal(count, index);
        }
    }

    private const string Moves = """
        import json, sys
        from decimal import Decimal
        dump = json.load(open(sys.argv[1], encoding="utf-8"), parse_float=Decimal)
        levels = {record["pk"]: Decimal(record["fields"]["quantity"]) for record in dump if record["model"] == "stock.stockitem"}
        moves = {}
        for record in dump:
            if record["model"] != "stock.stockitemtracking": continue
            fields, deltas = record["fields"], record["fields"]["deltas"] or {}
            change = deltas.get("added")
            if change is None and deltas.get("removed") is not None: change = -deltas["removed"]
            if change is None and fields["tracking_type"] in (1, 70, 42): change = deltas.get("quantity")
            moves.setdefault(fields["item"], []).append(change)
        print(sum(item in levels and all(change is not None for change in changes) and sum(changes) != levels[item] for item, changes in moves.items()))
        """;

    [Fact]
    public void One_dump_gives_parts_stock_movements_and_orders_that_tie()
    {
        var dump = Dump();
        using var hub = new CommandHub("InvenTree", dump);
        var runs = hub.Run();
        Assert.All(runs, run => Assert.Equal((run.Value.Read, 0), (run.Value.Mapped, run.Value.Quarantined)));
        Assert.Equal((414, 19, 1106, 1076, 36), (runs["part"].Read, runs["location"].Read, runs["stock-item"].Read, runs["stock-tracking"].Read, runs["company"].Read));
        Assert.Equal((12, 30, 5, 16), (runs["purchase-order"].Read, runs["purchase-order-line"].Read, runs["sales-shipment"].Read, runs["sales-allocation"].Read));
        var quantity = RealData.Number(RealData.Python(Quantity, dump));
        Assert.Equal(436_965.37040m, quantity);
        Assert.Equal([("stock-item.fields.quantity", quantity, 0m, quantity)], hub.Totals());
        Assert.Equal(RealData.Python(Moves, dump), hub.Findings()["stock.movements-differ"].ToString(CultureInfo.InvariantCulture));
        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "in"), "*.json"));
    }

    [Fact]
    public async Task Quantities_in_stock_add_up()
    {
        var dump = Dump();
        var sum = (await RecordsAsync(Source("stock.stockitem"))).Sum(record =>
        {
            using var json = JsonDocument.Parse(record.Payload);
            return decimal.Parse(json.RootElement.GetProperty("fields").GetProperty("quantity").GetString()!, CultureInfo.InvariantCulture);
        });
        Assert.Equal("436965.37040", sum.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(RealData.Python(Quantity, dump), sum.ToString(CultureInfo.InvariantCulture));
    }

    private string Dump()
    {
        var dump = RealData.File("inventory", "inventree-demo", "inventree_data.json");
        File.Copy(dump, Path.Combine(folder.FullName, "dump.json"), overwrite: true);
        return dump;
    }

    private IFileSource Source(string model)
    {
        List<SettingError> errors = [];
        var stream = JsonSerializer.SerializeToElement(new { files = "*.json", format = "json", where = $"model == \"{model}\"", key = "pk" });
        var settings = JsonSerializer.SerializeToElement(new { folder = folder.FullName });
        var built = new ConnectorCatalog().All.Single(kind => kind.Name == "file")
            .Build(new("c", folder.FullName, settings, new Dictionary<string, JsonElement> { ["s"] = stream }, TimeProvider.System), errors);
        Assert.Empty(errors);
        return Assert.IsType<IFileSource>(built, exactMatch: false);
    }

    private static async Task<List<RawRecord>> RecordsAsync(IFileSource source)
    {
        List<RawRecord> records = [];
        await foreach (var batch in source.ReadAsync(ReadRequest.Whole("s"), Ct)) records.AddRange(batch.Records);
        return records;
    }
}
