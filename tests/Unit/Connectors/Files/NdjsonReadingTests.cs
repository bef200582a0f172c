using System.Text;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class NdjsonReadingTests : IDisposable
{
    private const string Options = """{"files":"*.ndjson","format":"ndjson","key":"id"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keeps_a_line_byte_for_byte()
    {
        folder.Write("a.ndjson", "\uFEFF{ \"id\" : 1.50 , \"x\":{\"id\":2} }  \r\n\r\n{\"id\":\"\\u0061|b\",\"ü\":null}\n");
        var records = await folder.Source(Options).RecordsAsync();
        Assert.Equal(["{ \"id\" : 1.50 , \"x\":{\"id\":2} }  ", "{\"id\":\"\\u0061|b\",\"ü\":null}"], records.Select(record => record.Json()));
        Assert.Equal(["1.50", @"a\|b"], records.Select(record => record.Key));
        Assert.Equal([1L, 3], records.Select(record => record.Position.Index));
        Assert.Equal([3L, 39], records.Select(record => record.Position.ByteOffset));
    }

    [Fact]
    public async Task Problems_stay_with_their_record_and_the_rest_goes_on()
    {
        folder.Write("a.ndjson", [.. "{\"id\":1}\n{\"id\":\n[1]\n{\"id\":{}}\n{\"x\":1}\n{\"id\":5,\"x\":\""u8, 0xFF, .. "\"}\n{\"id\":6}{}\n{\"id\":7}\n"u8]);
        var source = folder.Source(Options);
        var records = await source.RecordsAsync();
        Assert.Equal([null, "json.unreadable", "json.unreadable", "key.missing", "key.missing", "encoding.undecodable", "json.unreadable", null],
            records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "7"], records.Select(record => record.Key));
        Assert.Equal("""{"line":"{\"id\":"}""", records[1].Json());

        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.AsEnumerable().Reverse().Select(record => record.Json()), await source.AgainAsync(file, records.AsEnumerable().Reverse().Select(record => record.Position)));
    }

    [Fact]
    public async Task Lines_that_end_with_a_carriage_return_alone_are_told()
    {
        folder.Write("a.ndjson", "{\"id\":1}\r{\"id\":2}\r");
        Assert.Contains("carriage return", Assert.Single(await folder.Source(Options).RecordsAsync()).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_begins_with_a_byte_order_mark_says_so()
    {
        folder.Write("a.ndjson", "\uFEFF{\"id\":1}\n\uFEFF{\"id\":2}\n");
        Assert.Equal([null, "record.byte-order-mark"], (await folder.Source(Options).RecordsAsync()).Select(record => record.Problem?.Code));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task A_line_that_is_too_long_is_passed_over(int length)
    {
        var text = new string('x', length);
        folder.Write("a.ndjson", $"{{\"id\":1}}\r\n{text}\r\n{{\"id\":3}}\n{text}\n{{\"id\":5}}\n");
        var records = await folder.Source(Options, limits: new(2, 64, 1 << 20)).RecordsAsync();
        Assert.Equal(["1", "line 2", "3", "line 4", "5"], records.Select(record => record.Key));
        Assert.Equal([8, length, 8, length, 8], records.Select(record => record.Position.Length));
        Assert.Equal(Encoding.UTF8.GetByteCount($"{{\"id\":1}}\r\n{text}\r\n"), records[2].Position.ByteOffset);
    }

    [Fact]
    public async Task A_line_of_exactly_the_limit_is_read()
    {
        var line = $$"""{"id":"{{new string('x', 55)}}"}""";
        folder.Write("a.ndjson", $"{line}\r\n{{\"id\":2}}\n");
        var records = await folder.Source(Options, limits: new(2, line.Length, 1 << 20)).RecordsAsync();
        Assert.All(records, record => Assert.Null(record.Problem));
    }

    [Fact]
    public async Task An_empty_file_completes_no_snapshot()
    {
        folder.Write("a.ndjson", "");
        var batch = Assert.Single(await folder.Source(Options).BatchesAsync());
        Assert.False(batch.CompletesSnapshot);
        Assert.Empty(batch.Fields!);
    }

    [Fact]
    public async Task Half_a_character_in_a_key_or_a_condition_stops_no_record_but_its_own()
    {
        folder.Write("a.ndjson", """
            {"id":"\ud800","name":"x"}
            {"id":"2","name":"\ud800"}
            {"id":"3","name":"y"}

            """);
        var records = await folder.Source("""{"files":"*.ndjson","format":"ndjson","key":"id","where":"name != 'z'"}""").RecordsAsync();
        Assert.Equal(["\\\\ud800", "2", "3"], records.Select(record => record.Key));
    }
}
