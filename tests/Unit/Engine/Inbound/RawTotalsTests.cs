using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Inbound;

public sealed class RawTotalsTests
{
    [Theory]
    [InlineData("""{"a":"1,5","b":2}""", "a", 1.5)]
    [InlineData("""{"a":{"b":"2"},"a.b":"3"}""", "a.b", 3)]
    [InlineData("""{"a.b":"3","a":{"b":"2"}}""", "a.b", 3)]
    [InlineData("""{"a":1,"b":7,"a":"2,5"}""", "a", 2.5)]
    [InlineData("""{"a":1,"\u0061":2}""", "a", 2)]
    [InlineData("""{"a":1,"a":"x"}""", "a", 0)]
    [InlineData("""{"a":[{"b":1,"b":2},{"b":4}]}""", "a.b", 6)]
    [InlineData("""{"a":{"b":1},"a":{"c":9}}""", "a.b", 0)]
    [InlineData("""{"a":{"b":{"c":1},"b":{"c":2}}}""", "a.b.c", 2)]
    [InlineData("""{"a":{"b":[{"c":1},{"c":"2,5"},{"d":9},[{"c":4}]]}}""", "a.b.c", 7.5)]
    [InlineData("""{"a":"x"}""", "a", 0)]
    [InlineData("""{"a":{"b":1}}""", "a", 0)]
    [InlineData("""{"a":"\ud800"}""", "a", 0)]
    [InlineData("[1]", "a", 0)]
    public void It_sums_what_stands_at_a_path(string payload, string field, decimal sum)
    {
        var totals = new RawTotals([field], new(','));
        totals.Add(System.Text.Encoding.UTF8.GetBytes(payload), quarantined: false);
        Assert.Equal(sum, totals.Take().GetValueOrDefault(field));
    }

    [Fact]
    public void Several_totals_may_go_through_one_field()
    {
        var totals = new RawTotals(["a.b", "a.c"], Formats.Default);
        totals.Add("""{"a":{"b":1,"c":2}}"""u8, quarantined: false);
        Assert.Equal(new Dictionary<string, decimal> { ["a.b"] = 1m, ["a.c"] = 2m }, totals.Take());
    }

    [Fact]
    public void What_rounding_adds_is_a_sum_of_its_own_and_only_of_what_was_mapped()
    {
        var totals = new RawTotals(["a"], Formats.Default, _ => 2);
        totals.Add("""{"a":"1.005"}"""u8, quarantined: false);
        totals.Add("""{"a":"1.015"}"""u8, quarantined: false);
        totals.Add("""{"a":"9.999"}"""u8, quarantined: true);
        Assert.Equal(new Dictionary<string, decimal> { ["a"] = 2.02m, ["a (rounding)"] = 0m, ["a (quarantined)"] = 9.999m }, totals.Take());
    }
}
