using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class FindingTextTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"records":5}""", "records 5")]
    [InlineData("""{"field":"costCentre","wants":"shared.cost-centre"}""", "field costCentre, wants shared.cost-centre")]
    [InlineData("""{"validFrom":"2026-01-01"}""", "valid from 2026-01-01")]
    [InlineData("""{"currency":""}""", "currency")]
    [InlineData("""{"fields":["colour"]}""", "fields colour")]
    [InlineData("""{"fields":["a","b","c","d","e"]}""", "fields a, b, c, d, e")]
    [InlineData("""{"fields":["a","b","c","d","e","f","g"],"records":2}""", "fields a, b, c, d, e and 2 more, records 2")]
    [InlineData("told otherwise", "told otherwise")]
    [InlineData("[1]", "[1]")]
    public void A_detail_is_told_in_words(string detail, string text) => Assert.Equal(text, FindingText.Of(detail));

    [Fact]
    public void The_whole_detail_names_all_of_a_list() =>
        Assert.Equal("fields a, b, c, d, e, f, g", FindingText.Whole("""{"fields":["a","b","c","d","e","f","g"]}"""));
}
