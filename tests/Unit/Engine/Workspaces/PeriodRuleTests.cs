using System.Globalization;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class PeriodRuleTests
{
    [Theory]
    [InlineData("month(date)", "2026-01-31", "2026-01")]
    [InlineData("month(date)", "2026-12-01", "2026-12")]
    [InlineData("month(date)", "0007-03-01", "0007-03")]
    [InlineData("fiscal-year(date)", "2026-12-31", "2026")]
    [InlineData("fiscal-year(date, 1)", "2026-01-01", "2026")]
    [InlineData("fiscal-year(date, 7)", "2026-06-30", "2025/2026")]
    [InlineData("fiscal-year(date,7)", "2026-07-01", "2026/2027")]
    [InlineData("fiscal-year(date, 12)", "2026-12-01", "2026/2027")]
    [InlineData("fiscal-year(date, 12)", "0001-01-01", "0000/0001")]
    public void A_day_belongs_to_one_period(string rule, string day, string period) =>
        Assert.Equal(period, Parsed(rule).Of(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("month( date )", "month(date)")]
    [InlineData("fiscal-year(date, 1)", "fiscal-year(date)")]
    [InlineData("fiscal-year(date ,07)", "fiscal-year(date, 7)")]
    public void Two_ways_to_write_a_rule_are_one_rule(string written, string rule) => Assert.Equal(rule, Parsed(written).ToString());

    [Theory]
    [InlineData("month(date)", "date")]
    [InlineData("month(Posting date)", "Posting date")]
    [InlineData("month(move.date)", "move.date", "move/date")]
    [InlineData("month([\"Date, (posting)\"])", "Date, (posting)")]
    [InlineData("fiscal-year([\"Date, (posting)\"], 4)", "Date, (posting)")]
    [InlineData("month([\"a.b\"].date)", "a.b/date")]
    public void The_field_is_a_name_before_it_is_a_path(string rule, params string[] paths) =>
        Assert.Equal(paths, Parsed(rule).Paths.Select(path => string.Join('/', path)));

    [Theory]
    [InlineData("date", "This names no period.")]
    [InlineData("month()", "This names no period.")]
    [InlineData("months(date)", "There is no period 'months'.")]
    [InlineData("month(date, 7)", "A month begins by itself: only the field may stand here.")]
    [InlineData("fiscal-year(date, 0)", "No fiscal year begins in this month.")]
    [InlineData("fiscal-year(date, 13)", "No fiscal year begins in this month.")]
    [InlineData("fiscal-year(date, July)", "No fiscal year begins in this month.")]
    [InlineData("month(lines[1].date)", "This is no path to one value of a record.")]
    [InlineData("month(a, b, c)", "A month begins by itself: only the field may stand here.")]
    [InlineData("fiscal-year(a, b, 7)", "This is no path to one value of a record.")]
    public void What_names_no_period_is_refused_with_the_reason(string written, string problem)
    {
        Assert.Null(PeriodRule.Parse(written, out var said, out var remedy));
        Assert.Equal(problem, said);
        Assert.Matches("[.?]$", remedy);
    }

    private static PeriodRule Parsed(string rule) => PeriodRule.Parse(rule, out _, out _)!;
}
