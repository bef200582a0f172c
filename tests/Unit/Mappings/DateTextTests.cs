using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("31.01.", "dd.MM.")]
    [InlineData("01.2026", "MM.yyyy")]
    [InlineData("2026", "yyyy")]
    [InlineData("10:30", "HH:mm")]
    [InlineData("31.01.y", "dd.MM.'y'")]
    [InlineData("31.01.y", "dd.MM.\\y")]
    [InlineData("Sat 01 2026", "ddd MM yyyy")]
    [InlineData("January 31", "M")]
    public void A_pattern_that_does_not_tell_a_day_reads_nothing(string text, string pattern) =>
        Assert.False(DateText.TryParse(text, pattern, out _));

    [Theory]
    [InlineData("31.01.26", "dd.MM.yy")]
    [InlineData("31 Jan 2026", "d MMM yyyy")]
    [InlineData("2026-01-31T23:59:59.0000000+00:00", "o")]
    [InlineData("Tag 31.1.2026", "'Tag' d.M.yyyy")]
    public void A_pattern_that_tells_a_day_reads_it(string text, string pattern)
    {
        Assert.True(DateText.TryParse(text, pattern, out var date));
        Assert.Equal(new(2026, 1, 31), date);
    }
}
