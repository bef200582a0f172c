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

    private const string Nested = """
        to: accounting.invoice-line
        each: orders.parts.lines
        key: [record.id, parent.parent.no, parent.no, itemNumber]
        fields:
          invoice: parent.parent.no
          description: parent.no
          quantity: number(qty)
          netAmount: money(amount)
          currency: parent.parent.parent.cur
        rules:
          - when: netAmount < 0 and parent.credit = null
            issue: line.negative
        """;

    private const string Orders = """
        {"id":"7","cur":"EUR","orders":[
          {"no":"A","parts":[{"no":"1","lines":[{"qty":"1","amount":"10"}]}]},
          {"no":"B","parts":[
            {"lines":[null,{"qty":"2","amount":"20"},{"qty":"3","amount":"30"}],"no":"2"},
            {"no":"3","credit":true,"lines":{"qty":"4","amount":"-40"}}]},
          {"parts":{"no":"4","lines":[[{"qty":"5","amount":"50"}]]},"no":"C"}]}
        """;

    [Fact]
    public void An_item_sees_the_objects_around_it()
    {
        var output = TestMapping.Map(Nested, Orders);
        Assert.Empty(output.Issues);
        Assert.Equal(["7|A|1|1", "7|B|2|2", "7|B|2|3", "7|B|3|4", "7|C|4|5"], output.Entities.Select(row => row.Key));
        Assert.Equal(["A", "B", "B", "B", "C"], output.Entities.Select(row => row["invoice"].Text));
        Assert.All(output.Entities, row => Assert.Equal("EUR", row["currency"].Text));
    }

    [Theory]
    [InlineData("\"10\"", "orders[1].parts[1].lines[1].amount")]
    [InlineData("\"30\"", "orders[2].parts[1].lines[3].amount")]
    [InlineData("\"-40\"", "orders[2].parts[2].lines.amount")]
    [InlineData("\"50\"", "orders[3].parts.lines[1][1].amount")]
    public void An_issue_names_the_place_of_every_item_on_the_way(string value, string path) => Assert.Equal(
        [("number.unreadable", path)],
        TestMapping.Map(Nested, Orders.Replace(value, "\"x\"", StringComparison.Ordinal)).Issues.Select(issue => (issue.Code, issue.Path)));

    [Theory]
    [InlineData("\"no\":\"2\"", "\"no\":{}", "type.mismatch", "orders[2].parts[1].no")]
    [InlineData("\"no\":\"B\"", "\"no\":[]", "type.mismatch", "orders[2].no")]
    [InlineData("\"no\":\"C\"", "\"nr\":\"C\"", "key.missing", "orders[3].no")]
    [InlineData("\"cur\":\"EUR\"", "\"cur\":{\"code\":\"EUR\"}", "type.mismatch", "cur")]
    public void What_stands_around_an_item_is_named_at_its_own_place(string old, string made, string code, string path) => Assert.Contains(
        (code, path), TestMapping.Map(Nested, Orders.Replace(old, made, StringComparison.Ordinal)).Issues.Select(issue => (issue.Code, issue.Path)));

    [Fact]
    public void A_trace_names_the_places_of_items_and_of_what_stands_around_them()
    {
        var trace = TestMapping.Parse(Nested).Trace(TestMapping.Source(Orders), null, CrosswalkSet.Empty);
        var fields = trace.Entities[2].Fields.ToDictionary(field => field.Field, field => field.Read.Select(read => (read.Path, read.Text)));
        Assert.Equal([("orders[2].parts[1].lines[3].amount", "30")], fields["netAmount"]);
        Assert.Equal([("orders[2].parts[1].no", "2")], fields["description"]);
        Assert.Equal([("orders[2].no", "B")], fields["invoice"]);
        Assert.Equal([("cur", "EUR")], fields["currency"]);
    }

    [Fact]
    public void What_stands_around_an_item_is_among_the_paths_that_are_read()
    {
        var file = TestMapping.Parse(Nested);
        Assert.Equal(["orders.no"], file.PathsOf("accounting.invoice-line", "invoice"));
        Assert.Equal(["cur"], file.PathsOf("accounting.invoice-line", "currency"));
        Assert.Equal(["cur", "id", "orders"], file.Fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("parent.parent.parent.parent.no", "has no parent.parent.parent.parent", "Did you mean 'record.no'?")]
    [InlineData("parent.parent.parent.parent[\"a b\"].c", "has no parent.parent.parent.parent", "Did you mean 'record[\"a b\"].c'?")]
    [InlineData("parent.", "too early", "")]
    public void More_than_the_record_is_not_around_an_item(string path, string problem, string remedy)
    {
        var error = Assert.Single(TestMapping.Errors(Nested.Replace("invoice: parent.parent.no", $"invoice: {path}", StringComparison.Ordinal)));
        Assert.Equal((5, 12 + (problem == "too early" ? path.Length : 0)), (error.Line, error.Column));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_items_own_field_may_be_called_parent()
    {
        var rows = TestMapping.Map(
            "{to: hr.org-unit, each: units, key: id, fields: {name: '[\"parent\"].name', parent: parent}}",
            """{"parent":{"name":"outer"},"units":[{"id":"1","parent":{"name":"inner"}}]}""");
        Assert.Equal([("type.mismatch", "units[1].parent")], rows.Issues.Select(issue => (issue.Code, issue.Path)));
        Assert.Equal("inner", TestMapping.Map("{to: hr.org-unit, each: units, key: id, fields: {name: '[\"parent\"].name'}}", """{"units":[{"id":"1","parent":{"name":"inner"}}]}""").Entities[0]["name"].Text);
    }

    [Theory]
    [InlineData("no", "{\"no\":\"1\",\"a\":[{\"b\":[{\"x\":1}]}]}", "record.no")]
    [InlineData("no", "{\"no\":\"1\",\"a\":[{\"no\":\"2\",\"b\":[{\"x\":1}]}]}", "parent.no")]
    [InlineData("head.no", "{\"head\":{\"no\":\"1\"},\"a\":{\"b\":[{\"x\":1}]}}", "record.head.no")]
    public void A_missing_key_that_stands_around_the_item_is_hinted_at(string key, string record, string hint)
    {
        var issues = TestMapping.Map($"{{to: hr.org-unit, each: a.b, key: {key}, fields: {{name: x}}}}", record).Issues;
        Assert.Contains($"write {hint} in the mapping", Assert.Single(issues).Message, StringComparison.Ordinal);
        issues = TestMapping.Map($"{{to: accounting.account, each: a.b, key: x, fields: {{number: {key}}}}}", record).Issues;
        Assert.Contains($"write {hint} in the mapping", Assert.Single(issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_that_nothing_has_is_not_hinted_at() =>
        Assert.DoesNotContain("in the mapping", Assert.Single(TestMapping.Map("{to: hr.org-unit, each: a.b, key: no, fields: {name: x}}", """{"no":null,"a":[{"b":[{"x":1}]}]}""").Issues).Message, StringComparison.Ordinal);

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
