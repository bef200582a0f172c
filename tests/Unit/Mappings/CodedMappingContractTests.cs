using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Tests.Unit.Mappings;

/// <summary>A mapping in C# is held to the same contract, and is named by a file like any other.</summary>
public sealed class CodedMappingContractTests : MappingContract
{
    private const string File = "code: plan-by-month\nversion: 1\nformats: {decimal: \",\"}\n";

    protected override IMapping Mapping => TestMapping.Parse(File).Bind(null, CrosswalkSet.Empty);

    protected override string Good => """{"version":"Budget","year":"2026","account":"4250","currency":"EUR","01":"1,5","12":"2"}""";

    protected override string Bad => """{"version":"Budget","year":"zq7marker","account":"4250","currency":"EUR","01":"zq7marker"}""";

    [Fact]
    public void It_is_traced_like_one_in_the_language()
    {
        var trace = TestMapping.Parse(File).Trace(new SourceRecord("plan", "k", Encoding.UTF8.GetBytes(Good)), null, CrosswalkSet.Empty);
        Assert.Equal(["budget|4250|||2026|01", "budget|4250|||2026|12"], trace.Entities.Select(entity => entity.Row.Key));
        var amount = trace.Entities[0].Fields.Single(field => field.Field == "amount");
        Assert.Equal(("1.5", "plan-by-month (C#, version 1)", 1), (amount.Value, amount.Expression, amount.Line));
        Assert.Equal(("[\"01\"]", "1,5"), (amount.Read[0].Path, amount.Read[0].Text));
    }

    [Theory]
    [InlineData("true", "number.unreadable")]
    [InlineData("[9]", "type.mismatch")]
    [InlineData("{}", "type.mismatch")]
    public void An_amount_that_is_none_is_an_issue(string json, string code) =>
        Assert.Equal([code], TestMapping.Map(File, Good.Replace("\"1,5\"", json, StringComparison.Ordinal)).Issues.Select(issue => issue.Code));

    [Theory]
    [InlineData("department", "{\"name\":\"Sales\"}", "An object stands here")]
    [InlineData("year", "[2026]", "A list stands here")]
    [InlineData("account", "[]", "A list stands here")]
    public void An_object_or_a_list_in_place_of_a_value_is_an_issue(string column, string json, string words)
    {
        var record = System.Text.Json.Nodes.JsonNode.Parse(Good)!;
        record[column] = System.Text.Json.Nodes.JsonNode.Parse(json);
        var issue = Assert.Single(TestMapping.Map(File, record.ToJsonString()).Issues);
        Assert.Equal(("type.mismatch", column), (issue.Code, issue.Path));
        Assert.Contains(words, issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code: plan-by-mnth\nversion: 1", "There is no mapping in C# called plan-by-mnth.", "plan-by-month")]
    [InlineData("code: plan-by-month", "does not say which version", "version: 1")]
    [InlineData("code: plan-by-month\nversion: 2", "This program has version 1", "version: 1")]
    [InlineData("code: plan-by-month\nversion: 1\nmaps: []", "has no key maps", "")]
    public void A_file_that_names_another_is_told(string text, string problem, string remedy)
    {
        var error = Assert.Single(TestMapping.Errors(text));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }
}
