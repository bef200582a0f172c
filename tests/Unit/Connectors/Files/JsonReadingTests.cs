using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class JsonReadingTests : IDisposable
{
    private const string Items = """{"files":"*.json","format":"json","records":"data.items","key":"id"}""";
    private const string Root = """{"files":"*.json","format":"json","key":"id"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keeps_a_record_byte_for_byte_and_says_where_it_stands()
    {
        const string Text = "\uFEFF {\"meta\": {\"items\": [{\"id\": 9}], \"x\\\"}\": \"]}\"},\n \"data\" : {\"a\":[1,[2]], \"it\\u0065ms\": [ { \"id\" : 1.50, \"lines\":[{\"n\":\"}\"}] } ,\n{\"id\":\"é|\\\\\",\"b\":true}\n]\n, \"z\": null}, \"n\": -1.5e3}\n";
        folder.Write("a.json", Text);
        var source = folder.Source(Items);
        var records = await source.RecordsAsync();
        Assert.Equal(["{ \"id\" : 1.50, \"lines\":[{\"n\":\"}\"}] }", "{\"id\":\"é|\\\\\",\"b\":true}"], records.Select(record => record.Json()));
        Assert.Equal(["1.50", "é\\|\\\\"], records.Select(record => record.Key));
        Assert.Equal([1L, 2], records.Select(record => record.Position.Index));
        var bytes = Encoding.UTF8.GetBytes(Text);
        Assert.Equal(records.Select(record => record.Json()), records.Select(record => Encoding.UTF8.GetString(bytes, (int)record.Position.ByteOffset, record.Position.Length)));
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal([records[1].Json(), records[0].Json()], await source.AgainAsync(file, [records[1].Position, records[0].Position]));
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData(" [ ] ", 0)]
    [InlineData("{\"id\":1}", 1)]
    [InlineData("[{\"id\":1}]", 1)]
    public async Task A_whole_document_is_a_complete_snapshot(string text, int count)
    {
        folder.Write("a.json", "    " + text);
        var batch = Assert.Single(await folder.Source(Root).BatchesAsync());
        Assert.Equal(count, batch.Records.Count);
        Assert.True(batch.CompletesSnapshot);
        Assert.Null(batch.Fields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \n\t ")]
    public async Task An_empty_file_completes_no_snapshot(string text)
    {
        folder.Write("a.json", text);
        var batch = Assert.Single(await folder.Source(Root).BatchesAsync());
        Assert.False(batch.CompletesSnapshot);
        Assert.Empty(batch.Fields!);
    }

    [Fact]
    public async Task A_member_of_an_object_is_a_record_with_its_name()
    {
        folder.Write("a.json", """{"base":"EUR","rates":{"USD": 1.0850,"G\u0042P":0.83 , "a|b":{"x":[1]}}}""");
        var source = folder.Source("""{"files":"*.json","format":"json","records":"rates.*","key":"key"}""");
        var records = await source.RecordsAsync();
        Assert.Equal(["""{"key":"USD","value":1.0850}""", """{"key":"G\u0042P","value":0.83}""", """{"key":"a|b","value":{"x":[1]}}"""], records.Select(record => record.Json()));
        Assert.Equal(["USD", "GBP", @"a\|b"], records.Select(record => record.Key));
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public async Task A_key_may_lie_deeper_but_a_field_of_the_whole_name_comes_first()
    {
        folder.Write("a.json", """[{"a":{"b":{"c":1}}},{"a.b.c":2,"a":{"b":{"c":1}}},{"a":{"b":[]}},{"a":{"b":{"c":null}}},{"a":{"x":1},"a.b.c":"5"}]""");
        var records = await folder.Source("""{"files":"*.json","format":"json","key":"a.b.c"}""").RecordsAsync();
        Assert.Equal(["1", "2", "record 3", "record 4", "5"], records.Select(record => record.Key));
        Assert.Equal([null, null, "key.missing", "key.missing", null], records.Select(record => record.Problem?.Code));
    }

    [Fact]
    public async Task Problems_stay_with_their_record_and_the_rest_goes_on()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70);
        folder.Write("a.json", [.. "[{\"id\":1},{\"id\" 2},[3],4,\"5\",{\"x\":6},{\"id\":\""u8, 0xFF, .. "\"},"u8, .. Encoding.UTF8.GetBytes(deep), .. ",{\"id\":9,},{\"id\":10}]"u8]);
        var source = folder.Source(Root);
        var records = await source.RecordsAsync();
        Assert.Equal([null, "json.unreadable", "json.unreadable", "json.unreadable", "json.unreadable", "key.missing", "encoding.undecodable", "json.unreadable", "json.unreadable", null],
            records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", .. Enumerable.Range(2, 8).Select(n => $"record {n}"), "10"], records.Select(record => record.Key));
        Assert.Equal("""{"record":"{\"id\" 2}"}""", records[1].Json());
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Theory]
    [InlineData("[{\"id\":1},{\"id\":2}", "document.truncated")]
    [InlineData("[{\"id\":1},{\"id\":2},", "document.truncated")]
    [InlineData("[{\"id\":1},{\"id\":\"2", "document.truncated")]
    [InlineData("[{\"id\":1},{\"id\":2}\n", "document.truncated")]
    [InlineData("[", "document.truncated")]
    [InlineData("[{\"id\":1}{\"id\":2}]", "document.unreadable")]
    [InlineData("[{\"id\":1},]", "document.unreadable")]
    [InlineData("[{\"id\":1}]]", "document.unreadable")]
    [InlineData("{\"id\":1}\n{\"id\":2}\n", "document.unreadable")]
    [InlineData("id;name", "document.unreadable")]
    public async Task A_document_that_is_not_whole_gives_nothing(string text, string code)
    {
        folder.Write("a.json", text);
        File.SetLastWriteTimeUtc(folder["a.json"], DateTime.UnixEpoch);
        var failed = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var _ in folder.Source(Root).ReadAsync(ReadRequest.Whole("s"), TestContext.Current.CancellationToken)) Assert.Fail("Gave a batch.");
        });
        Assert.Equal(code, failed.Code);
        Assert.Contains("a.json", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{"item":[]}}""", "'data' has no 'items', it has item")]
    [InlineData("""{"data":[]}""", "'data' is no object")]
    [InlineData("""{"x":1,"y":2}""", "the document has no 'data', it has x, y")]
    [InlineData("""{"data":{"items":null}}""", "'data.items' is neither an array nor an object")]
    [InlineData("""{"data":{"items":[],"items":[]}}""", "'data.items' stands there twice")]
    public async Task A_path_that_leads_nowhere_says_what_is_there(string text, string what)
    {
        folder.Write("a.json", text);
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Items).BatchesAsync());
        Assert.Equal(Recovery.Reconfigure, failed.Recovery);
        Assert.Contains(what, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_written_document_has_not_arrived_whatever_its_last_byte()
    {
        folder.Write("a.json", "[\n{\"id\":1},\n");
        Assert.Empty(await folder.Source(Root).ArrivedAsync());
        folder.Write("a.json", "[\n{\"id\":1},\n{\"id\":2}]");
        Assert.Single(await folder.Source(Root).ArrivedAsync());
    }

    [Fact]
    public async Task A_record_that_is_too_long_is_passed_over()
    {
        var text = $"{{\"id\":2,\"x\":\"{new string('x', 1_000_000)}\\\"}}\"}}";
        folder.Write("a.json", $"[{{\"id\":1}},{text},{{\"id\":3}}]");
        var source = folder.Source(Root, limits: new(2, 1 << 10, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal(["1", "record 2", "3"], records.Select(record => record.Key));
        Assert.Equal("record.too-long", records[1].Problem?.Code);
        Assert.Equal(text.Length, records[1].Position.Length);
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public async Task Brackets_without_end_are_no_stack()
    {
        folder.Write("a.json", new string('[', 5_000_000));
        File.SetLastWriteTimeUtc(folder["a.json"], DateTime.UnixEpoch);
        Assert.Equal("document.truncated", (await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Root).BatchesAsync())).Code);
        folder.Write("a.json", new string('[', 2_000_000) + new string(']', 2_000_000));
        var record = Assert.Single(await folder.Source(Root, limits: new(2, 1 << 20, 1 << 20)).RecordsAsync());
        Assert.Equal("record.too-long", record.Problem?.Code);
    }

    [Fact]
    public async Task Every_value_agrees_with_another_reader()
    {
        var random = new Random(7);
        var records = Enumerable.Range(0, 3_000).Select(n => JsonSerializer.Serialize(new { id = n, text = new string((char)random.Next(32, 0xD7FF), random.Next(100)), nested = new { list = new[] { 1, n }, quote = "\"}]\\" } })).ToList();
        folder.Write("a.json", $"{{\"data\":{{\"items\":[{string.Join(",\r\n", records)}]}}}}");
        Assert.Equal(records, (await folder.Source(Items).RecordsAsync()).Select(record => record.Json()));
    }
}

public sealed class JsonSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.json", "{\"data\":{\"items\":[" + string.Join(", ", Enumerable.Range(1, 7).Select(n => $$"""{"id": {{n}}, "lines": [{"amount": 1.50}]}""")) + "]}, \"count\": 7}");
        Folder.Write("b.json", "{\"data\":{\"items\":[{\"id\":8}]}}");
        return Folder.Source("""{"files":"*.json","format":"json","records":"data.items","key":"id"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.json", "[" + JsonSerializer.Serialize(names.Index().ToDictionary(name => name.Item, name => $"~{name.Index}")) + "]");
        return Folder.Source("""{"files":"*.json","format":"json","key":"id"}""");
    }
}

public sealed class JsonMembersSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.json", "{" + string.Join(",", Enumerable.Range(1, 7).Select(n => $$""" "n{{n % 3}}" : {"v":{{n}}} """)) + "}");
        return Folder.Source("""{"files":"*.json","format":"json","records":"*","key":"numbered(key)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class Utf16JsonSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.json", "[" + string.Join(",", Enumerable.Range(1, 7).Select(n => $$"""{"id":{{n}},"t":"é😀{{n}}","kind":"{{(n % 3 == 0 ? "no" : "yes")}}"}""")) + "]", Encoding.BigEndianUnicode);
        return Folder.Source("""{"files":"*.json","format":"json","encoding":"utf-16BE","where":"kind == 'yes'","key":"numbered(kind)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
