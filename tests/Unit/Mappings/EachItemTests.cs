using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class EachItemTests
{
    private const string Invoice = """
        maps:
          - to: accounting.invoice
            key: id
            fields: { kind: "'payable'", number: no, issuedOn: date(day), grossAmount: money(total), currency: cur }
          - to: accounting.invoice-line
            each: body.lines
            key: [record.id, itemNumber]
            where: qty != '0'
            fields:
              invoice: record.id
              lineNo: itemNumber
              description: text ?? record.no
              quantity: number(qty)
              netAmount: money(amount)
              currency: record.cur
            rules:
              - when: netAmount < 0 and raw.text = null
                issue: line.untold
        """;

    private const string Good = """
        {"id":"7","no":"R-7","day":"2026-01-31","cur":"EUR","total":"30","body":{"lines":[
          {"qty":"1","amount":"10","text":"one"},{"qty":"0","amount":"x"},{"qty":"2.5","amount":"20"}]}}
        """;

    [Fact]
    public void Every_item_gives_an_entity_that_sees_its_record()
    {
        var rows = TestMapping.Map(Invoice, Good).Entities;
        Assert.Equal(["7", "7|1", "7|3"], rows.Select(row => row.Key));
        Assert.Equal(["one", "R-7"], rows.Skip(1).Select(row => row["description"].Text));
        Assert.Equal([1m, 2.5m], rows.Skip(1).Select(row => row["quantity"].Decimal(6)));
        Assert.Equal([10m, 20m], rows.Skip(1).Select(row => row["netAmount"].Decimal(4)));
    }

    [Theory]
    [InlineData("""{"lines":null}""", 0)]
    [InlineData("{}", 0)]
    [InlineData("""{"lines":[]}""", 0)]
    [InlineData("""{"lines":[null,null]}""", 0)]
    [InlineData("""{"lines":{"qty":"1","amount":"1"}}""", 1)]
    [InlineData("""{"lines":[[{"qty":"1","amount":"1"}],{"qty":"1","amount":"1"}]}""", 2)]
    [InlineData("""{"lines":[{"qty":"9","amount":"1"}],"lines":[{"qty":"1","amount":"1"},{"qty":"2","amount":"1"}]}""", 2)]
    public void A_missing_list_gives_nothing_and_an_object_is_its_only_item(string body, int lines) =>
        Assert.Equal(lines, TestMapping.Map(Invoice, $$"""{"id":"7","no":"1","day":"2026-01-31","cur":"EUR","total":"30","body":{{body}}}""").Entities.Count - 1);

    [Fact]
    public void Lists_within_lists_come_one_after_the_other()
    {
        var rows = TestMapping.Map(
            "{to: hr.org-unit, each: a.b, key: item, fields: {name: itemNumber}}",
            """{"a":[{"b":["x",1]},{"b":[]},{"c":3},{"b":"y"}]}""").Entities;
        Assert.Equal(["x", "1", "y"], rows.Select(row => row.Key));
        Assert.Equal(["1", "2", "3"], rows.Select(row => row["name"].Text));
    }

    [Fact]
    public void An_issue_names_its_item_and_discards_the_whole_record()
    {
        var output = TestMapping.Map(Invoice, Good.Replace("\"2.5\"", "\"many\"", StringComparison.Ordinal).Replace("\"20\"", "\"lots\"", StringComparison.Ordinal));
        Assert.Empty(output.Entities);
        Assert.Equal([("number.unreadable", "body.lines[3].qty"), ("number.unreadable", "body.lines[3].amount")], output.Issues.Select(issue => (issue.Code, issue.Path)));
    }

    [Fact]
    public void Two_items_of_one_key_are_an_issue() => Assert.Equal(
        [("key.duplicate", "lines[2].no")],
        TestMapping.Map("{to: hr.org-unit, each: lines, key: no, fields: {name: no}}", """{"lines":[{"no":"1"},{"no":"1"}]}""").Issues.Select(issue => (issue.Code, issue.Path)));

    [Fact]
    public void A_rule_sees_the_item()
    {
        var output = TestMapping.Map(Invoice, Good.Replace("\"20\"", "\"-20\"", StringComparison.Ordinal));
        Assert.Equal(["line.untold"], output.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void It_tells_what_it_reads()
    {
        var file = TestMapping.Parse(Invoice);
        Assert.Contains("body.lines[].qty", file.Paths);
        Assert.Equal(["body.lines.amount"], file.PathsOf("accounting.invoice-line", "netAmount"));
        Assert.Equal(["id"], file.PathsOf("accounting.invoice-line", "invoice"));
        Assert.Equal(["body", "cur", "day", "id", "no", "total"], file.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_trace_names_the_item_that_a_value_came_from()
    {
        var trace = TestMapping.Parse(Invoice).Trace(new SourceRecord("s", "k", Encoding.UTF8.GetBytes(Good)), null, CrosswalkSet.Empty);
        var fields = trace.Entities[2].Fields.ToDictionary(field => field.Field);
        Assert.Equal(["body.lines[3].amount"], fields["netAmount"].Read.Select(read => read.Path));
        Assert.Equal(["id"], fields["invoice"].Read.Select(read => read.Path));
    }

    [Theory]
    [InlineData("{to: hr.org-unit, each: trim(lines), key: a, fields: {name: a}}", "each is not a path.")]
    [InlineData("{to: hr.org-unit, each: [lines], key: a, fields: {name: a}}", "each is not a text.")]
    [InlineData("{to: hr.org-unit, each: lines, key: record, fields: {name: a}}", "`record` alone is no value.")]
    public void What_is_no_list_is_told(string mapping, string problem) =>
        Assert.Contains(problem, TestMapping.Errors(mapping).Select(error => error.Problem));

    [Fact]
    public void Without_each_a_field_may_be_called_record() =>
        Assert.Equal("x", TestMapping.Map("{to: hr.org-unit, key: record.item, fields: {name: itemNumber}}", """{"record":{"item":"x"}}""").Entities[0].Key);
}
