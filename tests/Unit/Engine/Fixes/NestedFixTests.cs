using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Fixes;

public sealed class NestedFixTests : IAsyncLifetime
{
    private const string Mapping = """
        to: accounting.invoice-line
        each: orders.lines
        key: [record.no, parent.id, itemNumber]
        fields:
          invoice: parent.id
          description: text
          netAmount: money(net)
          currency: record.cur ?? 'EUR'
          quantity: number(qty)
        rules:
          - when: netAmount = null
            issue: line.empty
        """;

    private const string Record = """
        {"no":"7","open":true,"orders":[{"id":"A","lines":[{"net":"1,50","qty":"1"}]},{"id":"B","lines":[{"net":"2,50","qty":"1"},{"net":"x","qty":"1"},{"net":"3,00","qty":2}]}]}
        """;

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync(Mapping);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_path_is_taken_as_an_issue_prints_it_and_why_shows_it()
    {
        await hub.ReadAsync(Record.Trim());
        var path = Assert.Single(Assert.Single(await hub.WaitingAsync()).Issues).Path;
        Assert.Equal("orders[2].lines[2].net", path);
        Assert.True((await FixAsync(path, "4,00")).Cured);
        Assert.Equal("15000 25000 40000 30000", hub.Scalar<string>("SELECT group_concat(net_amount, ' ') FROM (SELECT net_amount FROM accounting_invoice_line ORDER BY source_key)"));

        var why = await hub.Engine.Why.ExplainAsync("accounting.invoice-line", "erp:7|B|3", null, null, Ct);
        Assert.True(why.Reproducible);
        Assert.Equal([("orders[2].lines[2].net", "4,00")], why.Entity!.Fields.Single(field => field.Field == "netAmount").Read.Select(read => (read.Path, read.Text!)));
        Assert.Equal([("orders[2].id", "B")], why.Entity.Fields.Single(field => field.Field == "invoice").Read.Select(read => (read.Path, read.Text!)));
    }

    [Fact]
    public async Task What_an_item_lacks_can_be_given_where_the_mapping_reads_it()
    {
        await hub.ReadAsync(Record.Trim().Replace("\"net\":\"x\",", "", StringComparison.Ordinal));
        Assert.True((await FixAsync("orders[2].lines[2].net", "4,00")).Cured);
        Assert.Equal("fix.field-unknown", (await Assert.ThrowsAsync<RefusedException>(() => FixAsync("orders[2].lines[9].net", "4,00"))).Code);
        Assert.Equal("fix.field-unknown", (await Assert.ThrowsAsync<RefusedException>(() => FixAsync("orders[2].lines[2].gross", "4,00"))).Code);
    }

    [Fact]
    public async Task A_key_that_the_mapping_misses_is_mended_in_the_mapping_or_in_the_record()
    {
        hub.Write("mappings/people.yaml", Mapping.Replace("parent.id, itemNumber", "id, itemNumber", StringComparison.Ordinal));
        await hub.PublishAsync();
        await hub.ReadAsync(Record.Trim().Replace("\"x\"", "\"4,00\"", StringComparison.Ordinal));
        var item = Assert.Single(await hub.WaitingAsync());
        Assert.Equal(["orders[1].lines[1].id", "orders[2].lines[1].id", "orders[2].lines[2].id", "orders[2].lines[3].id"], item.Issues.Select(issue => issue.Path));
        Assert.All(item.Issues, issue => Assert.Contains("write parent.id in the mapping", issue.Message, StringComparison.Ordinal));
        Assert.Equal(3, (await FixAsync("orders[1].lines[1].id", "A")).Item.Issues.Count);

        hub.Write("mappings/people.yaml", Mapping);
        await hub.PublishAsync();
        Assert.Equal(1, (await hub.Engine.Quarantine.ReplayAsync("7", Ct)).Mapped);
        Assert.Empty(await hub.WaitingAsync());
    }

    [Theory]
    [InlineData("orders[2].lines[2].nte", "Did you mean 'orders[2].lines[2].net'?")]
    [InlineData("something.else.at.all", "Known are: cur, no, open, orders[1].id, orders[1].lines[1].net, orders[1].lines[1].qty, orders[1].lines[1].text.")]
    public async Task Fields_are_named_as_they_can_be_typed(string field, string remedy)
    {
        await hub.ReadAsync(Record.Trim());
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync(field, "1"));
        Assert.Equal("fix.field-unknown", refused.Code);
        Assert.EndsWith(remedy, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders[2].lines[3].qty", "a number such as -1234.5")]
    [InlineData("open", "true or false")]
    public async Task The_wanted_type_is_named(string field, string words)
    {
        await hub.ReadAsync(Record.Trim());
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync(field, "zwei"));
        Assert.Equal("fix.type", refused.Code);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("zwei", refused.Message, StringComparison.Ordinal);
    }

    private Task<FixOutcome> FixAsync(string field, string value) => hub.Engine.Fixes.FixAsync("7", field, value, "as told by phone", QuarantineHub.Anna, Ct);
}
