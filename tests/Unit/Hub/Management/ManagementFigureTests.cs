using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Management;

namespace BackOffice.Integration.Tests.Unit.Hub.Management;

public sealed class ManagementFigureTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.99, 0)]
    [InlineData(2, 1)]
    [InlineData(7.99, 1)]
    [InlineData(8, 2)]
    [InlineData(30.99, 2)]
    [InlineData(31, 3)]
    [InlineData(4000, 3)]
    public void An_age_falls_into_one_bucket_by_whole_days(double days, int bucket)
    {
        var counts = AgeBuckets.Count([TimeSpan.FromDays(days)]);
        Assert.Equal(Enumerable.Range(0, AgeBuckets.Names.Count).Select(at => at == bucket ? 1L : 0L), counts);
    }

    [Theory]
    [InlineData("101.5", "7", "14.5")]
    [InlineData("100", "3", "33.3333")]
    [InlineData("1.00025", "1", "1.0002")]
    [InlineData("1", "0", null)]
    [InlineData(null, "3", null)]
    [InlineData("1", null, null)]
    public void A_unit_costs_the_amount_by_the_units_and_nothing_is_divided_by_none(string? amount, string? units, string? cost) =>
        Assert.Equal(Number(cost), UnitCost.PerUnit(Number(amount), Number(units)));

    [Theory]
    [InlineData(ReleaseState.Held, 0, "a check failed: whoever drew it up mends it, or somebody else lets it pass")]
    [InlineData(ReleaseState.Submitted, 0, "2 approvals of those who had no hand in it")]
    [InlineData(ReleaseState.Submitted, 1, "one more approval of those who had no hand in it")]
    [InlineData(ReleaseState.Approved, 2, "approved: somebody seals it")]
    public void A_release_that_waits_says_who_must_act(ReleaseState state, int approvals, string expected) =>
        Assert.Equal(expected, ManagementWords.WhoActs(new("payroll next", "payroll", "bureau", "2026-10", state, [], 6, default, approvals, 2)));

    [Fact]
    public void A_schedule_tells_each_time_up_to_a_moment_that_counts_itself()
    {
        var next = new DateTimeOffset(2026, 10, 23, 4, 0, 0, TimeSpan.Zero);
        var schedule = new DueSchedule("export:payroll", "0 6 * * 1-5", "Europe/Berlin", next);
        // Winter time begins on Sunday the 25th: six in Berlin is four, then five in London.
        Assert.Equal([next, new(2026, 10, 26, 5, 0, 0, TimeSpan.Zero), new(2026, 10, 27, 5, 0, 0, TimeSpan.Zero)], schedule.DueUpTo(new(2026, 10, 27, 5, 0, 0, TimeSpan.Zero)));
        Assert.Empty(schedule.DueUpTo(next.AddTicks(-1)));
        Assert.Empty((schedule with { NextDue = null }).DueUpTo(next.AddDays(14)));
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
