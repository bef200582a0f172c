using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class CsvReadingTests : IDisposable
{
    private const string Options = """{"files":"*.csv","delimiter":";","key":"id"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Gives_every_field_exactly_as_it_stands_in_the_file()
    {
        folder.Write("a.csv", "id;amount;text\n007; 1.234,50 ;\"a\"\"b\"\n2;5\" pipe;\"x;y\"\n");
        var records = await folder.Source(Options).RecordsAsync();
        Assert.Equal("""{"id":"007","amount":" 1.234,50 ","text":"a\"b"}""", records[0].Json());
        Assert.Equal("""{"id":"2","amount":"5\" pipe","text":"x;y"}""", records[1].Json());
        Assert.All(records, record => Assert.Null(record.Problem));
    }

    [Fact]
    public async Task Escapes_what_JSON_cannot_hold()
    {
        folder.Write("a.csv", "id;t\n1;\"a\\b\tc\r\nd\u0001\u001fe\0/é😀\"\n");
        var record = Assert.Single(await folder.Source(Options).RecordsAsync());
        Assert.Equal("""{"id":"1","t":"a\\b\tc\r\nd\u0001\u001fe\u0000/é😀"}""", record.Json());
        Assert.Equal("a\\b\tc\r\nd\u0001\u001fe\0/é😀", record.Values()[1]);
    }

    [Theory]
    [InlineData("id;b\r1;x\r2;y\r")]
    [InlineData("id;b\n1;x\r\n2;y")]
    [InlineData("id;b\r\n\r\n1;x\r\r2;y\n\n")]
    [InlineData("\uFEFFid;b\n1;x\n2;y\n")]
    [InlineData("\uFEFF\"id\";\"b\"\n1;x\n2;y\n")]
    public async Task Takes_any_line_end_blank_lines_and_a_byte_order_mark(string text)
    {
        folder.Write("a.csv", text);
        File.SetLastWriteTimeUtc(folder["a.csv"], DateTime.UnixEpoch);
        var records = await folder.Source(Options).RecordsAsync();
        Assert.Equal(["""{"id":"1","b":"x"}""", """{"id":"2","b":"y"}"""], records.Select(record => record.Json()));
    }

    [Fact]
    public async Task A_record_that_begins_with_a_byte_order_mark_waits_as_it_stands_also_after_resuming()
    {
        folder.Write("a.csv", "id;b\n1;x\n2;\uFEFFx\n\uFEFF3;y\n4;y\n");
        var source = folder.Source(Options);
        var batches = await source.BatchesAsync();
        foreach (var record in (RawRecord[])[batches[1].Records[0], (await source.BatchesAsync(batches[0].Checkpoint.Token))[0].Records[0]])
        {
            Assert.Equal(("line 4", "record.byte-order-mark", "\uFEFF3"), (record.Key, record.Problem?.Code, record.Values()[0]));
            Assert.Contains("Line 4", record.Problem!.Message, StringComparison.Ordinal);
        }

        Assert.All((RawRecord[])[.. batches[0].Records, batches[1].Records[1]], record => Assert.Null(record.Problem));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Two_files_that_were_joined_say_where_and_no_key_is_wrong(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] part = [.. encoding.GetPreamble(), .. encoding.GetBytes("id;b\n1;x\n2;y\n")];
        folder.Write("a.csv", [.. part, .. part]);
        var records = await folder.Source("""{"files":"*","delimiter":";","key":"id","where":"id != 7"}""").RecordsAsync();
        Assert.Equal(["1", "2", "line 4", "1", "2"], records.Select(record => record.Key));
        Assert.Equal([null, null, "record.byte-order-mark", null, null], records.Select(record => record.Problem?.Code));
    }

    private const string WithAbove = """{"files":"*.csv","delimiter":";","key":"id","skip":2,"encoding":"ENCODING","above":{"year":[1,3],"bank":[2,1]}}""";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    public async Task What_stands_above_the_header_is_in_every_record_and_comes_again_by_its_place(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        folder.Write("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("EXTF;700;\"20\"\"24\"\r\n\"Bänk\nKöln\"\r\nid;b\r\n1;x\r\n2;y\r\n".Replace("\n", " ", StringComparison.Ordinal).Replace("\r ", "\r\n", StringComparison.Ordinal))]);
        var source = folder.Source(WithAbove.Replace("ENCODING", name, StringComparison.Ordinal));
        var records = await source.RecordsAsync();
        Assert.Equal(["""{"year":"20\"24","bank":"Bänk Köln","id":"1","b":"x"}""", """{"year":"20\"24","bank":"Bänk Köln","id":"2","b":"y"}"""], records.Select(record => record.Json()));
        await foreach (var file in source.ArrivedAsync("s", TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            Assert.Equal(["year", "bank", "id", "b"], await source.FieldsAsync(file, "s", TestContext.Current.CancellationToken));
            var again = await source.ReadAgainAsync(file, "s", [records[1].Position], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
            Assert.True(again.Span.SequenceEqual(records[1].Payload.Span));
        }
    }

    [Fact]
    public async Task A_file_without_what_should_stand_above_its_header_is_not_read()
    {
        folder.Write("a.csv", "EXTF;700\nx\nid;b\n1;x\n");
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(WithAbove.Replace("ENCODING", "utf-8", StringComparison.Ordinal)).RecordsAsync());
        Assert.Equal("above.missing", fault.Code);
        Assert.Contains("'year'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("windows-1252", false)]
    [InlineData("ibm850", false)]
    public async Task A_position_finds_the_record_in_the_original_bytes(string name, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name == "utf-8" ? new UTF8Encoding(mark) : Encoding.GetEncoding(name);
        string[] written = ["1;é", "2;\"ü\r\nß;\"\"x\"\"\"", "3;", "4;à"];
        folder.Write("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes($"vor\nübung\nid;lib\r\n{written[0]}\r{written[1]}\n\n{written[2]}\r\n{written[3]}\n")]);

        var records = await folder.Source($$"""{"files":"*.csv","delimiter":";","key":"id","skip":2,"encoding":"{{name}}"}""").RecordsAsync();
        var bytes = await File.ReadAllBytesAsync(folder["a.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(written, records.Select(record => encoding.GetString(bytes, (int)record.Position.ByteOffset, record.Position.Length)));
        Assert.Equal([4L, 5, 8, 9], records.Select(record => record.Position.Index));
        Assert.Equal(["é", "ü\r\nß;\"x\"", "", "à"], records.Select(record => record.Values()[1]));
    }

    [Fact]
    public async Task Reads_any_record_again_byte_for_byte_in_any_order()
    {
        folder.Write("a.csv", [.. "\uFEFFid;b\n1;x\n2;\"a\n\"\"b\"\n3;"u8, 0xFF, .. "\n4;ragged;more;fields\n5\n6;\"q\"x\n7;\uFEFFy\n"u8]);
        var source = folder.Source(Options);
        var records = await source.RecordsAsync();
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(7, records.Count);
        RawRecord[] mixed = [records[6], records[2], records[0], records[3], records[4], records[1], records[5], records[2]];
        Assert.Equal(mixed.Select(record => record.Json()), await source.AgainAsync(file, mixed.Select(record => record.Position)));
        await Assert.ThrowsAsync<ConnectorException>(() => source.AgainAsync(file, [new(9, 5_000, 4)]));
        await Assert.ThrowsAsync<ConnectorException>(() => source.AgainAsync(file, [new(9, 5_000, 4), records[0].Position]));
    }

    [Fact]
    public async Task Makes_header_names_usable()
    {
        folder.Write("a.csv", "id;name;name;;name_2;\n1;a;b;c;d;e\n");
        var batch = Assert.Single(await folder.Source(Options).BatchesAsync());
        Assert.Equal(["id", "name", "name_3", "column_4", "name_2", "column_6"], batch.Fields);
        Assert.Equal("""{"id":"1","name":"a","name_3":"b","column_4":"c","name_2":"d","column_6":"e"}""", batch.Records[0].Json());
    }

    [Fact]
    public async Task The_nineteenth_empty_column_is_a_column()
    {
        folder.Write("a.csv", string.Join(';', Enumerable.Range(1, 18).Select(n => $"f{n}")) + ";\n" + new string(';', 18) + "\n");
        var batch = Assert.Single(await folder.Source("""{"files":"*.csv","delimiter":";","key":"hash"}""").BatchesAsync());
        Assert.Equal("column_19", batch.Fields![18]);
        Assert.Null(Assert.Single(batch.Records).Problem);
    }

    [Fact]
    public async Task Fields_stand_on_the_first_batch_of_every_read()
    {
        folder.Write("a.csv", "id;b\n1;x\n2;y\n3;z\n");
        var source = folder.Source(Options);
        var batches = await source.BatchesAsync();
        Assert.Equal(["id", "b"], batches[0].Fields);
        Assert.Null(batches[1].Fields);
        Assert.Equal(["id", "b"], (await source.BatchesAsync(batches[0].Checkpoint.Token))[0].Fields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    public async Task An_empty_file_completes_no_snapshot(string text)
    {
        folder.Write("a.csv", text);
        File.SetLastWriteTimeUtc(folder["a.csv"], DateTime.UnixEpoch);
        var batch = Assert.Single(await folder.Source(Options).BatchesAsync());
        Assert.Empty(batch.Records);
        Assert.Empty(batch.Fields!);
        Assert.False(batch.CompletesSnapshot);
        Assert.Empty(await folder.Source(Options).BatchesAsync(batch.Checkpoint.Token));
    }

    [Fact]
    public async Task A_header_alone_is_a_complete_empty_snapshot()
    {
        folder.Write("a.csv", "id;b\n");
        var batch = Assert.Single(await folder.Source(Options).BatchesAsync());
        Assert.Empty(batch.Records);
        Assert.Equal(["id", "b"], batch.Fields);
        Assert.True(batch.CompletesSnapshot);
    }

    [Fact]
    public async Task An_empty_file_among_others_completes_no_snapshot()
    {
        folder.Write("a.csv", "");
        folder.Write("b.csv", "id;b\n1;x\n");
        Assert.DoesNotContain(await folder.Source(Options).BatchesAsync(), batch => batch.CompletesSnapshot);
    }

    [Fact]
    public async Task Problems_stay_with_their_record_and_the_rest_goes_on()
    {
        folder.Write("a.csv", [.. "id;b\n1;x\n2\n3;x;y\n4;"u8, 0xC3, 0x28, .. "\n5;\"x\"y\n;z\n7;ok\n"u8]);
        var records = await folder.Source(Options).RecordsAsync();
        Assert.Equal([null, "record.ragged", "record.ragged", "encoding.undecodable", "record.misquoted", "key.missing", null],
            records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", "2", "3", "4", "5", "line 7", "7"], records.Select(record => record.Key));
        Assert.Equal("""{"id":"2"}""", records[1].Json());
        Assert.Equal("""{"id":"3","b":"x","column_3":"y"}""", records[2].Json());
        Assert.Equal("{\"id\":\"4\",\"b\":\"\uFFFD(\"}", records[3].Json());
        Assert.Equal("id", records[5].Problem!.Path);
    }

    [Fact]
    public async Task No_message_quotes_a_value()
    {
        const string Value = "geheim4711";
        folder.Write("a.csv", [.. Encoding.UTF8.GetBytes($"id;b\n1;{Value};x\n{Value}\n3;\"{Value}\"x\n;{Value}\n5;{Value}"), 0xFF, (byte)'\n']);
        Assert.All(await folder.Source(Options).RecordsAsync(), record => Assert.DoesNotContain(Value, record.Problem!.Message));
    }

    [Fact]
    public async Task A_byte_its_code_page_does_not_know_is_undecodable()
    {
        folder.Write("a.csv", [.. "id;b\n1;x"u8, 0xE9, .. "\n"u8, 0xE9, .. ";x\n"u8]);
        var records = await folder.Source("""{"files":"*.csv","delimiter":";","key":"id","encoding":"us-ascii"}""").RecordsAsync();
        Assert.All(records, record => Assert.Equal("encoding.undecodable", record.Problem?.Code));
        Assert.Equal(["1", "line 3"], records.Select(record => record.Key));
        Assert.Equal("x\uFFFD", records[0].Values()[1]);
    }

    [Theory]
    [InlineData("id;b\n1;x\n2;\"open\n3;y\n", 3)]
    [InlineData("id;b\n1;\"a\nb\"\n2;\"\"\"", 4)]
    [InlineData("id;\"b\n1;x\n", 1)]
    [InlineData("id;b\r\n1;5\" x\r\n2;\"a\"b;\"open\"\"\r\n", 3)]
    public async Task A_quote_open_to_the_end_stops_before_the_first_batch(string text, int line)
    {
        folder.Write("a.csv", text);
        File.SetLastWriteTimeUtc(folder["a.csv"], DateTime.UnixEpoch);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Options).BatchesAsync());
        Assert.Equal(Recovery.Stop, failure.Recovery);
        Assert.Contains($"a.csv: the quote that opens on line {line} ", failure.Message);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(300_000)]
    public async Task A_record_that_is_too_long_is_passed_over(int length)
    {
        var lines = $"id;b\n{new string('x', length)};y\n2;b\n\n3;\"{new string('y', length)}\n\";\n4;b\n{new string('z', length)}";
        folder.Write("a.csv", lines);
        File.SetLastWriteTimeUtc(folder["a.csv"], DateTime.UnixEpoch);
        var source = folder.Source(Options, limits: new(2, 64, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal(["line 2", "2", "line 5", "4", "line 8"], records.Select(record => record.Key));
        Assert.Equal(["record.too-long", null, "record.too-long", null, "record.too-long"], records.Select(record => record.Problem?.Code));
        Assert.Equal([length + 2, 3, length + 6, 3, length], records.Select(record => record.Position.Length));
        Assert.Equal([2L, 3, 5, 7, 8], records.Select(record => record.Position.Index));

        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
        foreach (var batch in (await source.BatchesAsync()).SkipLast(1))
            Assert.Equal(records.SkipWhile(record => record != batch.Records[^1] && record.Position != batch.Records[^1].Position).Skip(1).Select(record => record.Key),
                (await source.BatchesAsync(batch.Checkpoint.Token)).SelectMany(rest => rest.Records).Select(record => record.Key));
    }

    [Fact]
    public async Task Keys_join_their_fields_and_escape_the_marks()
    {
        folder.Write("a.csv", "id;b\nx|y;z\nx;y|z\na#1;\\\n");
        var records = await folder.Source("""{"files":"*.csv","delimiter":";","key":["id","b"]}""").RecordsAsync();
        Assert.Equal([@"x\|y|z", @"x|y\|z", @"a\#1|\\"], records.Select(record => record.Key));
    }

    [Fact]
    public async Task Numbered_keys_count_the_repetition_also_after_resuming()
    {
        folder.Write("a.csv", "a;b\n1;x\n1;x\n2;x\n1;x\n1;y\n1;x\n");
        var source = folder.Source("""{"files":"*.csv","delimiter":";","key":"numbered(a, b)"}""");
        var batches = await source.BatchesAsync();
        Assert.Equal(["1|x#1", "1|x#2", "2|x#1", "1|x#3", "1|y#1", "1|x#4"], batches.SelectMany(batch => batch.Records).Select(record => record.Key));
        Assert.Equal(["1|y#1", "1|x#4"], (await source.BatchesAsync(batches[1].Checkpoint.Token)).SelectMany(batch => batch.Records).Select(record => record.Key));
    }

    [Fact]
    public async Task Hashed_keys_tell_equal_lines_apart()
    {
        folder.Write("a.csv", "a;b\n1;x\n1;x\n2;x\n");
        var keys = (await folder.Source("""{"files":"*.csv","delimiter":";","key":"hash"}""").RecordsAsync()).ConvertAll(record => record.Key);
        Assert.Equal(keys[0].Split('#')[0], keys[1].Split('#')[0]);
        Assert.EndsWith("#2", keys[1], StringComparison.Ordinal);
        Assert.NotEqual(keys[0].Split('#')[0], keys[2].Split('#')[0]);
    }

    [Fact]
    public async Task A_key_field_that_is_not_there_names_the_one_that_was_meant()
    {
        folder.Write("a.csv", "ident;b\n1;x\n");
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source("""{"files":"*.csv","delimiter":";","key":"idents"}""").BatchesAsync());
        Assert.Equal(Recovery.Reconfigure, failure.Recovery);
        Assert.Contains("Did you mean 'ident'?", failure.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'i', (byte)'d', (byte)'\n' }, "ibm850")]
    [InlineData(new byte[] { (byte)'i', (byte)'d', (byte)';', 0xE9, (byte)'\n' }, "utf-8")]
    public async Task A_wrong_encoding_asks_for_the_right_one(byte[] content, string encoding)
    {
        folder.Write("a.csv", content.Append((byte)'\n').ToArray());
        var source = folder.Source($$"""{"files":"*.csv","delimiter":";","key":"id","encoding":"{{encoding}}"}""");
        Assert.Equal(Recovery.Reconfigure, (await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync())).Recovery);
    }

    [Fact]
    public async Task A_checkpoint_of_another_file_is_refused()
    {
        folder.Write("a.csv", "id;b\n1;x\n2;y\n3;z\n");
        var source = folder.Source(Options);
        var first = (await source.BatchesAsync())[0].Checkpoint;
        folder.Write("a.csv", "id;b\n1;x\n2;y\n4;z\n");
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Throws<ConnectorException>(() => source.ReadFileAsync(file, new("s", first, Slice.Whole), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync(first.Token));
    }

    [Fact]
    public async Task A_batch_ends_early_when_its_bytes_are_many()
    {
        folder.Write("a.csv", "id;b\n1;xxxxxxxxxxxxxxxx\n2;y\n3;z\n");
        var batches = await folder.Source(Options, limits: new(100, 1 << 20, 30)).BatchesAsync();
        Assert.Equal([1, 2], batches.Select(batch => batch.Records.Count));
    }
}
