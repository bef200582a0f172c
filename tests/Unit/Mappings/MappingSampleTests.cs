using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class MappingSampleTests
{
    private const string Sample = """{"stream":"s","formats":{"decimal":",","date":"dd.MM.yyyy"},"records":[{"n":"1","d":"02.01.2026"},{"key":"k9","record":{"n":"x"}},{"n":"3","d":"?"}]}""";

    private const string Expected = """
        [
          {
            "entities": [
              {
                "entity": "hr.person",
                "key": "1",
                "lastName": "1",
                "birthDate": "2026-01-02",
                "extensions": {"raw":"1"}
              }
            ],
            "issues": []
          },
          {
            "entities": [
              {
                "entity": "hr.person",
                "key": "k9",
                "lastName": "x",
                "extensions": {"raw":"x"}
              }
            ],
            "issues": []
          },
          {
            "entities": [],
            "issues": [
              {
                "code": "date.unreadable",
                "path": "d"
              }
            ]
          }
        ]

        """;

    private static readonly MappingFile File = TestMapping.Parse("to: hr.person\nkey: recordKey\nfields: {lastName: n, birthDate: date(d)}\nextensions: {raw: n}");

    [Fact]
    public void It_renders_what_the_mapping_gives() => Assert.Equal(Expected, MappingSample.Render(File, Sample, null, CrosswalkSet.Empty));

    [Fact]
    public void A_sample_that_does_as_told_has_no_differences() => Assert.Empty(Check(Expected));

    [Theory]
    [InlineData("\"lastName\": \"x\"", "\"lastName\": \"y\"", "record 2, entities[1], lastName: expected \"y\", found \"x\"")]
    [InlineData("\"lastName\": \"1\",", "", "record 1, entities[1], lastName: expected nothing, found \"1\"")]
    [InlineData("\"key\": \"k9\",", "\"key\": \"k9\", \"email\": \"a\",", "record 2, entities[1], email: expected \"a\", found nothing")]
    [InlineData("\"issues\": []\n  },\n  {\n    \"entities\": []", "\"issues\": [{\"code\":\"z\",\"path\":\"\"}]\n  },\n  {\n    \"entities\": []", "record 2, issues[1]: expected \"z\", found nothing")]
    [InlineData("\"code\": \"date.unreadable\"", "\"code\": 1", "record 3, issues[1], code: expected 1, found \"date.unreadable\"")]
    public void A_difference_is_one_readable_line(string old, string changed, string line)
    {
        Assert.Contains(old, Expected, StringComparison.Ordinal);
        Assert.Equal([line], Check(Expected.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public void Too_few_expected_records_are_told() => Assert.Contains("3 records", Assert.Single(Check("[]")), StringComparison.Ordinal);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"records":1}""")]
    [InlineData("""{"records":[],"recrods":[]}""")]
    [InlineData("""{"stream":1,"records":[]}""")]
    [InlineData("""{"formats":{"decimals":","},"records":[]}""")]
    [InlineData("""{"formats":{"decimal":",,"},"records":[]}""")]
    public void A_sample_that_cannot_be_read_is_told(string sample) =>
        Assert.Contains("mappings/test.yaml", Assert.Single(MappingSample.Check(File, sample, "[]", null, CrosswalkSet.Empty)), StringComparison.Ordinal);

    private static IReadOnlyList<string> Check(string expected) => MappingSample.Check(File, Sample, expected, null, CrosswalkSet.Empty);
}
