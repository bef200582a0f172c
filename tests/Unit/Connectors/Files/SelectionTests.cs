using BackOffice.Integration.Connectors.Files.Selection;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>Which records of a file belong to a stream.</summary>
public sealed class SelectionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""model == "stock.item" """, new[] { "1", "3" })]
    [InlineData("model=='stock.item' and pk!='3'", new[] { "1" })]
    [InlineData("model != 'stock.item'", new[] { "2", "4", "5" })]
    [InlineData("fields.n == 7", new[] { "2" })]
    [InlineData("fields.on == true", new[] { "3" })]
    [InlineData("model == null", new[] { "4", "5" })]
    [InlineData("model != null and pk != 1", new[] { "2", "3" })]
    [InlineData("[\"odd name\"] == 'it''s'", new[] { "5" })]
    [InlineData("model == 'nothing'", new string[0])]
    public async Task Takes_the_records_that_a_comparison_chooses(string where, string[] keys)
    {
        folder.Write("a.json", """[{"pk":1,"model":"stock.item"},{"pk":2,"model":"stock.move","fields":{"n":7}},{"pk":3,"model":"stock.item","fields":{"on":true}},{"pk":4,"model":null},{"pk":5,"odd name":"it's"}]""");
        var records = await folder.Source($$"""{"files":"*.json","format":"json","key":"pk","where":{{System.Text.Json.JsonSerializer.Serialize(where)}}}""").RecordsAsync();
        Assert.Equal(keys, records.Select(record => record.Key));
        Assert.All(records, record => Assert.Equal(record.Key, $"{record.Position.Index}"));
    }

    [Fact]
    public async Task Counts_repetitions_among_the_selected_records_only()
    {
        folder.Write("a.csv", "kind;n\nA;1\nB;1\nA;1\nB;1\nA;2\n");
        var records = await folder.Source("""{"files":"*.csv","delimiter":";","key":"numbered(n)","where":"kind == 'A'"}""").RecordsAsync();
        Assert.Equal(["1#1", "1#2", "2#1"], records.Select(record => record.Key));
        Assert.Equal([2L, 4, 6], records.Select(record => record.Position.Index));
    }

    [Fact]
    public async Task Never_passes_over_a_record_that_is_broken_where_it_would_tell()
    {
        folder.Write("a.csv", [.. "id;kind\n1;A\n2\n3;B\n4;"u8, 0xFF, .. "\n;A\n6;B;more\n7;"u8, .. new byte[2000], .. "\n8;A\n"u8]);
        var records = await folder.Source("""{"files":"*.csv","delimiter":";","key":"id","where":"kind == 'A'"}""", limits: new(2, 1000, 1 << 20)).RecordsAsync();
        Assert.Equal(["1", "2", "4", "line 6", "line 8", "8"], records.Select(record => record.Key));
        Assert.Equal([null, "record.ragged", "encoding.undecodable", "key.missing", "record.too-long", null], records.Select(record => record.Problem?.Code));
    }

    [Fact]
    public async Task Selects_JSON_lines_and_a_line_that_is_none_stays()
    {
        folder.Write("a.ndjson", "{\"id\":1,\"k\":\"A\"}\n{\"id\":2,\"k\":\"B\"}\nbroken\n{\"id\":4,\"k\":\"A\"}\n");
        var records = await folder.Source("""{"files":"*","format":"ndjson","key":"id","where":"k == 'A'"}""").RecordsAsync();
        Assert.Equal(["1", "line 3", "4"], records.Select(record => record.Key));
    }

    [Theory]
    [InlineData("k == 'A'", "2")]
    [InlineData("f.k == 'A'", "4")]
    public async Task Of_a_name_that_comes_twice_the_last_counts_in_key_and_condition(string where, string key)
    {
        folder.Write("a.ndjson", """
            {"id":1,"k":"A","k":"B"}
            {"id":1,"id":2,"k":"B","k":"A"}
            {"id":3,"f":{"k":"A","k":"B"}}
            {"id":4,"f":{"k":"B"},"f":{"k":"B","k":"A"}}

            """);
        var source = folder.Source($$"""{"files":"*","format":"ndjson","key":"id","where":"{{where}}"}""");
        Assert.Equal(key, Assert.Single(await source.RecordsAsync()).Key);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("model", 6)]
    [InlineData("model = 'x'", 7)]
    [InlineData("model == x", 11)]
    [InlineData("model == 'x", 12)]
    [InlineData("model == 'x' or pk == 1", 14)]
    [InlineData("model == 'x' and", 17)]
    [InlineData("[model] == 'x'", 2)]
    public void Says_at_which_character_a_selection_is_wrong(string where, int character)
    {
        var (selection, fault) = RecordSelection.Parse(where);
        Assert.Null(selection);
        Assert.EndsWith($" at character {character}.", fault, StringComparison.Ordinal);
    }
}
