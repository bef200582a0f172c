using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Hr;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Hr;

public sealed class PayArithmeticTests
{
    [Theory]
    [InlineData("2026-02", "1")]
    [InlineData("2026", "12")]
    [InlineData("2026-01-01..2026-03-31", "3")]
    [InlineData("2026-02-01..2026-02-14", "0.5")]
    [InlineData("2026-01-31..2026-02-28", "1.0322580645161290322580645161")]
    [InlineData("2025-12-17..2026-02-14", "1.9838709677419354838709677419")]
    public void A_period_is_as_many_months_as_it_holds_and_parts_of_them_by_days(string period, string months) =>
        Assert.Equal(decimal.Parse(months, System.Globalization.CultureInfo.InvariantCulture), decimal.Round(PayArithmetic.Months(Period.Parse(period)), 28));

    [Theory]
    [InlineData("60000", "year", "2026-02", "5000")]
    [InlineData("60000", "year", "2026", "60000")]
    [InlineData("3000", "month", "2026-01-01..2026-03-31", "9000")]
    [InlineData("100", "week", "2026-02", "433.3333")]
    [InlineData("100", "day", "2026-02", "2166.6667")]
    [InlineData("0.0006", "year", "2026-02", "0.0000")]
    [InlineData("0.0018", "year", "2026-02", "0.0002")]
    [InlineData("20", "hour", "2026-02", null)]
    [InlineData("20", "fortnight", "2026-02", null)]
    [InlineData("20", null, "2026-02", null)]
    public void Pay_is_taken_for_the_period_and_rounded_half_to_even(string amount, string? payPeriod, string period, string? expected) =>
        Assert.Equal(Number(expected), PayArithmetic.InPeriod(Number(amount)!.Value, payPeriod, Period.Parse(period)));

    [Theory]
    [InlineData("100", "33.3333 33.3333 33.3334", "33.3333 33.3333 33.3334")]
    [InlineData("0.0001", "50 50", "0.0000 0.0001")]
    [InlineData("0.0003", "50 50", "0.0002 0.0001")]
    [InlineData("-10", "33.3333 66.6667", "-3.3333 -6.6667")]
    [InlineData("1000", "60 30", "600 300 not:100")]
    [InlineData("1000", "60 50", "600 500 beyond:-100")]
    [InlineData("1000", "", "not:1000")]
    public void Shares_add_up_to_the_amount(string amount, string shares, string expected)
    {
        var percents = shares.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(percent => new CostShare("C", null, Number(percent)!.Value)).ToList();
        var parts = PayArithmetic.Split(Number(amount), percents).ToList();
        Assert.Equal(
            expected.Split(' ').Select(part => (Kind(part), Number(part.Split(':')[^1]))),
            parts.Select(part => (part.Allocation, part.Amount)));
        Assert.Equal(Number(amount), parts.Sum(part => part.Amount));
    }

    [Fact]
    public void What_is_not_known_is_split_as_not_known() =>
        Assert.Equal([("A", null), ("B", null), (null, (decimal?)null)], PayArithmetic.Split(null, [new("A", null, 60), new("B", null, 30)]).Select(part => (part.CostCentre, part.Amount)));

    private static string Kind(string part) => part.Split(':') is [var kind, _] ? kind == "not" ? Allocation.Not : Allocation.Beyond : Allocation.Done;

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
