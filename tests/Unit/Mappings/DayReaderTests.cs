using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class DayReaderTests
{
    private static readonly Formats Formats = new(Date: ["dd.MM.yyyy", "yyyyMMdd"], Null: ["00000000"]);

    [Theory]
    [InlineData("""{"a":"x","date":"31.01.2026"}""", "2026-01-31")]
    [InlineData("""{"date":" 20260131 "}""", "2026-01-31")]
    [InlineData("""{"date":20260131}""", "2026-01-31")]
    [InlineData("""{"date":"01.01.2026","date":"31.01.2026"}""", "2026-01-31")]
    [InlineData("""{"date":"31\u002e01.2026"}""", "2026-01-31")]
    [InlineData("""{"date":"2026-01-31"}""", null)]
    [InlineData("""{"date":"31.02.2026"}""", null)]
    [InlineData("""{"date":"00000000"}""", null)]
    [InlineData("""{"date":""}""", null)]
    [InlineData("""{"date":null}""", null)]
    [InlineData("""{"date":["31.01.2026"]}""", null)]
    [InlineData("""{"day":"31.01.2026"}""", null)]
    [InlineData("""{"date":"31.01.2026" """, null)]
    [InlineData("", null)]
    public void Reads_what_a_mapping_would_read(string payload, string? day) => Assert.Equal(day, Read([["date"]], payload));

    [Theory]
    [InlineData("""{"move.date":"01.01.2026","move":{"date":"01.02.2026"}}""", "2026-01-01")]
    [InlineData("""{"move":{"date":"01.02.2026"}}""", "2026-02-01")]
    [InlineData("""{"move.date":"soon","move":{"date":"01.02.2026"}}""", null)]
    [InlineData("""{"move":"01.02.2026"}""", null)]
    public void A_field_of_the_whole_name_comes_before_the_path(string payload, string? day) => Assert.Equal(day, Read([["move.date"], ["move", "date"]], payload));

    [Fact]
    public void A_record_without_a_day_does_not_take_that_of_the_record_before()
    {
        var reader = new DayReader([["date"]], Formats);
        Assert.Equal(new DateOnly(2026, 1, 31), reader.Read("""{"date":"31.01.2026"}"""u8.ToArray()));
        Assert.Null(reader.Read("""{"date":"?"}"""u8.ToArray()));
        Assert.Null(reader.Read("{}"u8.ToArray()));
        Assert.Equal(new DateOnly(2026, 2, 28), reader.Read("""{"date":"28.02.2026"}"""u8.ToArray()));
    }

    private static string? Read(string[][] paths, string payload) =>
        new DayReader(paths, Formats).Read(Encoding.UTF8.GetBytes(payload))?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
