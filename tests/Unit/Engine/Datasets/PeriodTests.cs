using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Datasets;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-02", "2026-02-01", "2026-02-28", "2026-02")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2026")]
    [InlineData("2026-02-03..2026-03-04", "2026-02-03", "2026-03-04", "2026-02-03..2026-03-04")]
    [InlineData("2028-02-01..2028-02-29", "2028-02-01", "2028-02-29", "2028-02")]
    [InlineData("2026-01-01..2026-12-31", "2026-01-01", "2026-12-31", "2026")]
    public void It_is_a_month_a_year_or_a_span_of_days(string text, string start, string end, string shortest)
    {
        var period = Period.Parse(text);
        Assert.Equal((DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture)), (period.Start, period.End));
        Assert.Equal(shortest, period.ToString());
        Assert.Equal(period, Period.Parse(period.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("26-01")]
    [InlineData("2026-03-04..2026-02-03")]
    [InlineData("2026-03..2026-04")]
    public void Anything_else_is_refused(string text) => Assert.Equal("period.unreadable", Assert.Throws<RefusedException>(() => Period.Parse(text)).Code);
}
