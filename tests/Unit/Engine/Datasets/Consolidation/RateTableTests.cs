using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Consolidation;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Consolidation;

public sealed class RateTableTests
{
    private static readonly Period February = Period.Parse("2026-02");

    [Fact]
    public void A_rate_is_found_either_way_round_and_through_a_currency_that_both_share()
    {
        var table = new RateTable([Spot("EUR", "USD", 27, 1.25m), Spot("EUR", "GBP", 27, 0.8m)]);
        Assert.Equal(1.25m, Closing(table, "EUR", "USD").Value.Shown);
        Assert.Equal(0.8m, Closing(table, "USD", "EUR").Value.Shown);
        Assert.Equal(0.64m, Closing(table, "USD", "GBP").Value.Shown);
        Assert.Equal(1m, Closing(table, "CHF", "CHF").Value.Shown);
        Assert.Null(table.Closing("CHF", "EUR", February.End));
    }

    [Fact]
    public void Nothing_is_rounded_before_the_amount_is()
    {
        var table = new RateTable([Spot("EUR", "USD", 27, 3m), Spot("EUR", "GBP", 27, 7m)]);
        Assert.Equal(700m, Closing(table, "USD", "GBP").Value.Of(300m)); // 300 / 3 * 7
        Assert.Equal(2.3333333333m, Closing(table, "USD", "GBP").Value.Shown);
    }

    [Theory]
    [InlineData("0.00005", "0.0000")]
    [InlineData("0.00015", "0.0002")]
    [InlineData("-0.00025", "-0.0002")]
    public void Halves_are_rounded_to_even(string amount, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Rate.One.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_rate_of_another_day_is_told()
    {
        Assert.Empty(Closing(new([Spot("EUR", "USD", 21, 1m)]), "EUR", "USD").Doubts);
        Assert.Equal(["rate.late"], Codes(Closing(new([Spot("EUR", "USD", 20, 1m)]), "EUR", "USD")));
        Assert.Equal(["rate.day-missing"], Codes(Closing(new([Spot("EUR", "USD", 26, 1m), Spot("EUR", "GBP", 27, 1m)]), "USD", "EUR")));
        Assert.Empty(Closing(new([Spot("EUR", "USD", 1, 1m) with { To = February.End }]), "EUR", "USD").Doubts);
        Assert.Null(new RateTable([Spot("EUR", "USD", 1, 1m) with { To = new(2026, 2, 27) }]).Closing("EUR", "USD", February.End));
    }

    [Fact]
    public void A_closing_rate_goes_before_other_rates_and_a_stated_average_before_the_mean()
    {
        var table = new RateTable([Spot("EUR", "USD", 27, 2m), Spot("EUR", "USD", 26, 3m) with { Kind = "closing" }, Spot("EUR", "USD", 1, 4m) with { Kind = "average" }]);
        Assert.Equal(3m, Closing(table, "EUR", "USD").Value.Shown);
        Assert.Equal((4m, "average"), Shown(table.Mean("EUR", "USD", February)!));
        Assert.Equal((0.25m, "average"), Shown(table.Mean("USD", "EUR", February)!));
    }

    [Fact]
    public void A_mean_is_that_of_the_days_in_the_period_and_tells_the_gaps()
    {
        var mean = new RateTable([Spot("EUR", "USD", 2, 1m), Spot("EUR", "USD", 9, 2m), Spot("EUR", "USD", 16, 3m), Spot("EUR", "USD", 23, 6m)]).Mean("EUR", "USD", February)!;
        Assert.Equal((3m, "mean"), Shown(mean));
        Assert.Empty(mean.Doubts);
        var broken = new RateTable([Spot("EUR", "USD", 2, 1m), Spot("EUR", "USD", 10, 2m), Spot("EUR", "GBP", 5, 1m)]).Mean("EUR", "USD", February)!;
        Assert.Equal(["rate.day-missing", "rate.gap", "rate.gap"], Codes(broken));
        Assert.Contains("2026-02-03 to 2026-02-09", broken.Doubts[1].What, StringComparison.Ordinal);
        Assert.Contains("2026-02-11 to 2026-02-28", broken.Doubts[2].What, StringComparison.Ordinal);
    }

    private static QuotedRate Spot(string from, string to, int day, decimal value) => new(from, to, "spot", new(2026, 2, day), null, value);

    private static FoundRate Closing(RateTable table, string from, string to) => table.Closing(from, to, February.End)!;

    private static (decimal, string?) Shown(FoundRate rate) => (rate.Value.Shown, rate.Kind);

    private static IEnumerable<string> Codes(FoundRate rate) => rate.Doubts.Select(doubt => doubt.Code);
}
