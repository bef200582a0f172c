using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class ZippedRatesRealDataTests
{
    private const string Rates = """
        import sys, zipfile, csv, io
        from decimal import Decimal
        rows = list(csv.DictReader(io.TextIOWrapper(zipfile.ZipFile(sys.argv[1]).open("eurofxref-hist.csv"), "utf-8")))
        print(len(rows), sum(Decimal(row["USD"]) for row in rows), rows[-1]["Date"])
        """;

    private const string Quoted = """
        import sys, zipfile, csv, io
        from decimal import Decimal
        rows = list(csv.DictReader(io.TextIOWrapper(zipfile.ZipFile(sys.argv[1]).open("eurofxref-hist.csv"), "utf-8")))
        rates = [(name, Decimal(text)) for row in rows for name, text in row.items() if name and len(name) == 3 and text != "N/A"]
        print(len(rows))
        print(len(rates), len({name for name, rate in rates}), int(sum(rate for name, rate in rates) * 10**6), sum(rate * 10**6 % 1 != 0 for name, rate in rates), sep="|")
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rates_of_the_European_Central_Bank_are_read_from_their_archive()
    {
        var archive = RealData.File("masterdata", "ecb-eurofxref-hist.zip");
        var source = Assert.IsAssignableFrom<ISource>(new ConnectorCatalog().All.Single(kind => kind.Name == "file").Build(
            new("c", "/", Json($$"""{"folder":{{JsonSerializer.Serialize(Path.GetDirectoryName(archive))}}}"""),
                new Dictionary<string, JsonElement> { ["rates"] = Json("""{"files":"ecb-*.zip","member":"*.csv","key":"Date"}""") }, TimeProvider.System), []));

        var (count, sum, last) = (0, 0m, "");
        await foreach (var batch in source.ReadAsync(ReadRequest.Whole("rates"), Ct))
        {
            foreach (var record in batch.Records)
            {
                Assert.Null(record.Problem);
                var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(record.Payload.Span)!;
                (count, sum, last) = (count + 1, sum + decimal.Parse(fields["USD"], CultureInfo.InvariantCulture), record.Key);
                Assert.Equal(("eurofxref-hist.csv", count + 1L), (record.Position.Part, record.Position.Place));
            }
        }

        Assert.Equal(RealData.Python(Rates, archive), string.Create(CultureInfo.InvariantCulture, $"{count} {sum} {last}"));
    }

    [Fact]
    public void Each_rate_of_each_day_becomes_one_of_the_hub()
    {
        var archive = RealData.File("masterdata", "ecb-eurofxref-hist.zip");
        var expected = RealData.Python(Quoted, archive).Split('\n', StringSplitOptions.TrimEntries);
        using var hub = new CommandHub("Ecb", archive);
        var days = long.Parse(expected[0], CultureInfo.InvariantCulture);
        Assert.Equal((days, days, 0), hub.Run()["rates"]);
        Assert.Equal([expected[1]], hub.Read("SELECT count(*) || '|' || count(DISTINCT quote) || '|' || sum(rate / 10000) || '|' || sum(rate % 10000 <> 0) FROM accounting_exchange_rate WHERE base = 'EUR' AND kind = 'spot'"));
        Assert.Equal(["1.1684000000"], hub.Read("SELECT rate FROM v_accounting_exchange_rate WHERE source_key = 'EUR|USD|spot' AND valid_from = '2026-04-13'"));
        Assert.Empty(hub.Findings());
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
