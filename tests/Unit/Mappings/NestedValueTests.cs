using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class NestedValueTests
{
    private const string Mapping = """
        to: accounting.account
        key: n
        fields:
          number: n
          name: text.de
        """;

    [Theory]
    [InlineData("""{"n":"1","text":{"de":{"long":"Kasse"}}}""", "text.de", "name, line 5 of the mapping: An object stands here", "text.de.name")]
    [InlineData("""{"n":"1","text":{"de":["Kasse"]}}""", "text.de", "name, line 5 of the mapping: A list stands here", "each:")]
    [InlineData("""{"n":"1","text":[{"de":"Kasse"}]}""", "text.de", "name, line 5 of the mapping: A list stands at 'text'", "each:")]
    [InlineData("""{"n":"1","text":{"de":[]}}""", "text.de", "A list stands here", "each:")]
    [InlineData("""{"n":"1","text":{"de":{}}}""", "text.de", "An object stands here", "correct the source")]
    [InlineData("""{"n":"1","text":{"de":"Kasse"},"text":[{"de":"Kasse"}]}""", "text.de", "A list stands at 'text'", "each:")]
    public void An_object_or_a_list_in_place_of_a_value_is_told_without_what_it_holds(string record, string path, string what, string next)
    {
        var issue = Assert.Single(TestMapping.Map(Mapping, record).Issues);
        Assert.Equal(("type.mismatch", path), (issue.Code, issue.Path));
        Assert.Contains(what, issue.Message, StringComparison.Ordinal);
        Assert.Contains(next, issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Kasse", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("long", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"n":"1"}""", null)]
    [InlineData("""{"n":"1","text":null}""", null)]
    [InlineData("""{"n":"1","text":{}}""", null)]
    [InlineData("""{"n":"1","text":{"de":null}}""", null)]
    [InlineData("""{"n":"1","text":"Kasse"}""", null)]
    [InlineData("""{"n":"1","text":[{"de":"x"}],"text":{"de":"Kasse"}}""", "Kasse")]
    [InlineData("""{"n":"1","text":{"de":["x"],"de":"Kasse"}}""", "Kasse")]
    public void What_is_missing_is_nothing_as_before(string record, string? name) =>
        Assert.Equal(name, Assert.Single(TestMapping.Map(Mapping, record).Entities)["name"].Text);

    [Theory]
    [InlineData("""{"n":"1","text":{"de":[]}}""", 0)]
    [InlineData("""{"n":"1","text":{"de":[ ]}}""", 0)]
    [InlineData("""{"n":"1","text":[]}""", 0)]
    [InlineData("""{"n":"1","text":{"de":{}}}""", 1)]
    [InlineData("""{"n":"1","text":{"de":[1]}}""", 1)]
    public void A_stream_may_say_that_an_empty_list_stands_for_nothing(string record, int issues) =>
        Assert.Equal(issues, TestMapping.Map(Mapping, record, new Formats(Null: ["[]"])).Issues.Count);

    [Fact]
    public void One_fault_of_several_fields_is_told_once_and_another_is_told_too()
    {
        var output = TestMapping.Map(
            "{maps: [{to: accounting.account, key: n, fields: {number: n, name: t}}, {to: hr.org-unit, key: n, fields: {name: t ?? n, parent: p}}]}",
            """{"n":"1","t":["x"],"p":{"x":"y"}}""");
        Assert.Equal([("type.mismatch", "t"), ("type.mismatch", "p")], output.Issues.Select(issue => (issue.Code, issue.Path)));
    }

    [Fact]
    public void An_item_that_is_an_object_is_no_value_and_one_that_is_a_value_is() => Assert.Equal(
        ["lines[2]"],
        TestMapping.Map("{to: hr.org-unit, each: lines, key: item, fields: {name: item}}", """{"lines":["a",{"b":1}]}""").Issues.Select(issue => issue.Path).Distinct());

    [Fact]
    public void A_list_that_a_map_goes_through_may_be_asked_for_and_is_no_fault()
    {
        const string mapping = "{maps: [{to: accounting.account, key: n, where: lines != null, fields: {number: n}}, {to: hr.org-unit, each: lines, key: item, fields: {name: item}}]}";
        Assert.Equal(["1", "a"], TestMapping.Map(mapping, """{"n":"1","lines":["a"]}""").Entities.Select(row => row.Key));
        Assert.Empty(TestMapping.Map(mapping, """{"n":"1","lines":null}""").Entities);
    }
}
