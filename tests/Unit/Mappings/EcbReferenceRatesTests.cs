using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class EcbReferenceRatesTests : MappingContract
{
    private const string File = "code: ecb-reference-rates\nversion: 1\n";

    protected override IMapping Mapping => TestMapping.Parse(File).Bind(null, CrosswalkSet.Empty);

    protected override string Good => """{"Date":"2026-04-13","USD":"1.1684","JPY":"186.75","BGN":"N/A","GBP":"0.87058","CHF":"0.9242"}""";

    protected override string Bad => """{"Date":"2026-04-13","USD":"zq7marker","JPY":"186.75","GBP":"zq7marker"}""";

    [Fact]
    public void Each_currency_with_a_rate_gives_one_on_that_day()
    {
        var output = TestMapping.Map(Mapping, Good);
        Assert.Equal(["EUR|USD|spot", "EUR|JPY|spot", "EUR|GBP|spot", "EUR|CHF|spot"], output.Entities.Select(row => row.Key));
        Assert.All(output.Entities, row => Assert.Equal((new DateOnly(2026, 4, 13), "EUR", "spot"), (row.ValidFrom!.Value, row["base"].Text, row["kind"].Text)));
        Assert.Equal([1.1684m, 186.75m, 0.87058m, 0.9242m], output.Entities.Select(row => row["rate"].Decimal(10)));
    }

    [Fact]
    public void A_currency_that_joins_later_is_read_by_its_name_and_other_columns_are_not()
    {
        var output = TestMapping.Map(Mapping, """{"Date":"2030-01-02","XYZ":"2.5","EUR":"1","Usd":"1","column_43":""}""");
        Assert.Equal(["EUR|XYZ|spot"], output.Entities.Select(row => row.Key));
    }

    [Theory]
    [InlineData("\"1.1684\"", "\"0\"", "number.unreadable")]
    [InlineData("\"1.1684\"", "\"-1\"", "number.unreadable")]
    [InlineData("\"1.1684\"", "\"1,1684\"", "number.unreadable")]
    [InlineData("\"1.1684\"", "\"1.16840000001\"", "number.too-precise")]
    [InlineData("\"1.1684\"", "true", "number.unreadable")]
    [InlineData("\"1.1684\"", "[1.1684]", "type.mismatch")]
    [InlineData("\"2026-04-13\"", "\"\"", "field.missing")]
    [InlineData("\"2026-04-13\"", "\"13 April 2026\"", "date.unreadable")]
    [InlineData("\"2026-04-13\"", "{}", "type.mismatch")]
    public void What_is_no_rate_or_no_day_is_an_issue(string old, string now, string code) =>
        Assert.Equal([code], TestMapping.Map(Mapping, Good.Replace(old, now, StringComparison.Ordinal)).Issues.Select(issue => issue.Code));

    [Fact]
    public void A_rate_is_traced_to_its_own_column()
    {
        var trace = TestMapping.Parse(File).Trace(new SourceRecord("rates", "k", Encoding.UTF8.GetBytes(Good)), null, CrosswalkSet.Empty);
        var rate = trace.Entities.Single(entity => entity.Row["quote"].Text == "GBP").Fields.Single(field => field.Field == "rate");
        Assert.Equal(("GBP", "0.87058"), (Assert.Single(rate.Read).Path, Assert.Single(rate.Read).Text));
    }

    [Fact]
    public void A_stream_needs_the_currencies_that_never_went()
    {
        var file = TestMapping.Parse(File);
        Assert.Equal(["Date", "USD", "JPY", "GBP", "CHF"], file.Fields);
        Assert.Contains("HRK", file.Paths);
    }
}
