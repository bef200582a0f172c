using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Encodings;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>Text in encodings whose bytes are not those of ASCII.</summary>
public sealed class EncodingTests : IDisposable
{
    private const string Options = """{"files":"*","delimiter":"|","key":"id"}""";

    private readonly TestFolder folder = new();

    public EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("utf-16", "é😀")]
    [InlineData("utf-16BE", "é😀")]
    [InlineData("utf-32", "é😀")]
    [InlineData("utf-32BE", "é😀")]
    [InlineData("shift_jis", "ポソ表")]
    [InlineData("big5", "四許功")]
    [InlineData("gb18030", "亅€😀")]
    [InlineData("euc-jp", "表")]
    [InlineData("iso-2022-jp", "表")]
    [InlineData("hz-gb-2312", "汉")]
    [InlineData("ibm037", "é")]
    [InlineData("ibm273", "ß")]
    public async Task A_record_is_read_has_its_place_in_the_original_bytes_and_is_read_again(string name, string letters)
    {
        var encoding = Encoding.GetEncoding(name);
        string[] written = [$"1|{letters}", $"2|\"{letters}|\r\n\"\"{letters}\"", "3|", $"4|x{letters}"];
        // More than one piece of the file, so that characters lie across its borders.
        var many = Enumerable.Range(5, 8_000).Select(number => $"{number}|{letters}{letters}x");
        written = [.. written, .. many];
        folder.Write("a", encoding.GetBytes("id|" + letters + "\r\n" + string.Join('\n', written) + "\n"));
        var source = folder.Source($$"""{"files":"*","delimiter":"|","key":"id","encoding":"{{name}}"}""", limits: new(5000, 1 << 20, 1 << 20));

        var records = await source.RecordsAsync();
        Assert.All(records, record => Assert.Null(record.Problem));
        Assert.Equal([letters, $"{letters}|\r\n\"{letters}", "", $"x{letters}"], records.Take(4).Select(record => record.Values()[1]));
        Assert.Equal([2L, 3, 5, 6], records.Take(4).Select(record => record.Position.Index));
        var bytes = await File.ReadAllBytesAsync(folder["a"], Ct);
        Assert.Equal(written, records.Select(record => encoding.GetString(bytes, (int)record.Position.ByteOffset, record.Position.Length)));

        var file = Assert.Single(await source.ArrivedAsync());
        RawRecord[] mixed = [records[^1], records[1], records[6_000], records[0], .. records.Skip(100).Take(300)];
        Assert.Equal(mixed.Select(record => record.Json()), await source.AgainAsync(file, mixed.Select(record => record.Position)));
    }

    // Written by Python's codecs; the second bytes of the letters are delimiters, quotes and backslashes of ASCII.
    [Theory]
    [InlineData("shift_jis", "69647c96bc7c227c220a317c837c835c955c7c227c7e220a", "ポソ表", "|~")]
    [InlineData("big5", "69647ca55c7c780a317ca57cb35c7c22617c62220a", "四許", "a|b")]
    [InlineData("gb18030", "69647c787c790a317c817ca2e39439fc367c227c220a", "亅", "|")]
    public async Task A_second_byte_that_looks_like_a_delimiter_is_none(string name, string hex, string second, string third)
    {
        folder.Write("a", Convert.FromHexString(hex));
        var record = Assert.Single(await folder.Source($$"""{"files":"*","delimiter":"|","key":"id","encoding":"{{name}}"}""").RecordsAsync());
        Assert.Null(record.Problem);
        Assert.StartsWith(second, record.Values()[1], StringComparison.Ordinal);
        Assert.Equal(third, record.Values()[2]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public async Task A_mark_tells_the_encoding_where_none_is_named(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        folder.Write("a", [.. encoding.GetPreamble(), .. encoding.GetBytes("id|b\n1|é\n2|x\n3|y\n")]);
        var source = folder.Source(Options);
        var batches = await source.BatchesAsync();
        Assert.Equal(["1", "2", "3"], batches.SelectMany(batch => batch.Records).Select(record => record.Key));
        Assert.Equal(["id", "b"], batches[0].Fields);
        Assert.True(batches[^1].CompletesSnapshot);
        var resumed = Assert.Single(await source.BatchesAsync(batches[0].Checkpoint.Token));
        Assert.Equal(batches[1].Records[0].Position, Assert.Single(resumed.Records).Position);
    }

    [Fact]
    public async Task The_mark_knows_the_byte_order_better_than_the_name()
    {
        folder.Write("a", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("id\n1\n")]);
        Assert.Equal("1", Assert.Single(await folder.Source("""{"files":"*","key":"id","encoding":"utf-16"}""").RecordsAsync()).Key);
    }

    [Theory]
    [InlineData("shift_jis")]
    [InlineData("windows-1252")]
    public async Task A_mark_that_contradicts_the_encoding_stops_the_file(string name)
    {
        folder.Write("a", [.. Encoding.UTF8.Preamble, .. "id\n1\n"u8]);
        var failed = await Assert.ThrowsAsync<ConnectorException>(folder.Source($$"""{"files":"*","key":"id","encoding":"{{name}}"}""").RecordsAsync);
        Assert.Equal(Recovery.Reconfigure, failed.Recovery);
    }

    [Theory]
    [InlineData("utf-16", new byte[] { 0x00, 0xD8 })]
    [InlineData("utf-16BE", new byte[] { 0xDC, 0x00 })]
    [InlineData("utf-32", new byte[] { 0, 0, 0x11, 0 })]
    [InlineData("shift_jis", new byte[] { 0x81 })]
    [InlineData("big5", new byte[] { 0x81 })]
    [InlineData("gb18030", new byte[] { 0x81, 0x30 })]
    [InlineData("euc-jp", new byte[] { 0xB0 })]
    public async Task What_cannot_be_decoded_is_a_problem_of_its_record_alone(string name, byte[] bad)
    {
        var encoding = Encoding.GetEncoding(name);
        folder.Write("a", [.. encoding.GetBytes("id|b\n1|x\n2|"), .. bad, .. encoding.GetBytes("\n3|é\n4|y\n5|"), .. bad]);
        File.SetLastWriteTimeUtc(folder["a"], DateTime.UnixEpoch);
        var source = folder.Source($$"""{"files":"*","delimiter":"|","key":"id","encoding":"{{name}}"}""");
        var records = await source.RecordsAsync();
        Assert.Equal([null, "encoding.undecodable", null, null, "encoding.undecodable"], records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", "2", "3", "4", "5"], records.Select(record => record.Key));
        Assert.All([records[1], records[4]], record => Assert.Contains('\uFFFD', record.Values()[1]));
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Theory]
    [InlineData("ibm037", new byte[] { 0x15 })]
    [InlineData("ibm037", new byte[] { 0x25 })]
    [InlineData("ibm037", new byte[] { 0x0D, 0x25 })]
    [InlineData("IBM01047", new byte[] { 0x15 })]
    public async Task Both_line_ends_of_EBCDIC_end_a_line(string name, byte[] end)
    {
        var encoding = Encoding.GetEncoding(name);
        folder.Write("a", [.. encoding.GetBytes("id|b"), .. end, .. encoding.GetBytes("1|x"), .. end, .. encoding.GetBytes("2|y"), .. end]);
        var records = await folder.Source($$"""{"files":"*","delimiter":"|","key":"id","encoding":"{{name}}"}""").RecordsAsync();
        Assert.Equal(["x", "y"], records.Select(record => record.Values()[1]));
    }

    [Fact]
    public async Task JSON_lines_are_read_in_any_encoding_too()
    {
        folder.Write("a", Encoding.Unicode.GetBytes("{\"id\":1,\"n\":\"é😀\"}\n{\"id\":2}\n"));
        var source = folder.Source("""{"files":"*","format":"ndjson","key":"id","encoding":"utf-16"}""");
        var records = await source.RecordsAsync();
        Assert.Equal(["{\"id\":1,\"n\":\"é😀\"}", "{\"id\":2}"], records.Select(record => record.Json()));
        Assert.Equal(new Position(2, 38, 16), records[1].Position);
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public async Task A_half_written_file_is_seen_by_its_last_character()
    {
        folder.Write("a", Encoding.Unicode.GetBytes("id|b\n1|x\n2"));
        Assert.Empty(await folder.Source("""{"files":"*","delimiter":"|","key":"id","encoding":"utf-16"}""").ArrivedAsync());
        // Big-endian, the letter U+040A ends with the byte of a line feed.
        folder.Write("a", Encoding.BigEndianUnicode.GetBytes("id|b\n1|x\n2|\u040A"));
        Assert.Empty(await folder.Source("""{"files":"*","delimiter":"|","key":"id","encoding":"utf-16BE"}""").ArrivedAsync());
        folder.Write("a", Encoding.Unicode.GetBytes("id|b\n1|x\n2|y\n"));
        Assert.Single(await folder.Source("""{"files":"*","delimiter":"|","key":"id","encoding":"utf-16"}""").ArrivedAsync());
    }

    [Fact]
    public async Task A_record_that_is_too_long_is_passed_over()
    {
        folder.Write("a", Encoding.Unicode.GetBytes($"id|b\n1|x\n2|{new string('x', 500_000)}\n3|y\n"));
        var source = folder.Source("""{"files":"*","delimiter":"|","key":"id","encoding":"utf-16"}""", limits: new(2, 1 << 10, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal([null, "record.too-long", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(1_000_004, records[1].Position.Length);
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public void Every_encoding_that_NET_knows_is_known()
    {
        foreach (var encoding in CodePagesEncodingProvider.Instance.GetEncodings()) Assert.NotNull(FileEncoding.Named(encoding.Name, asIs: false));
    }
}

public sealed class Utf16SourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.csv", "id;name\r\n1;Weber\r\n2;\"Weber;\nSöhne 😀\"\r\n3;x\r\n4;\r\n5;y\r\n", new UnicodeEncoding(bigEndian: false, byteOrderMark: true));
        return Folder.Source("""{"files":"*.csv","delimiter":";","encoding":"utf-16","key":"numbered(id)"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.csv", $"{Csv(";", names)}\n{Csv(";", names.Select((_, index) => $"x~{index}"))}\n", Encoding.BigEndianUnicode);
        return Folder.Source("""{"files":"*.csv","delimiter":";","encoding":"utf-16BE","key":"id"}""");
    }
}

public sealed class ShiftJisSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Folder.Write("a.csv", "id|名\n1|ポ\n2|表\n3|\"ソ\n\"\n4|x\n5|y\n", Encoding.GetEncoding("shift_jis"));
        return Folder.Source("""{"files":"*.csv","delimiter":"|","encoding":"shift_jis","key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
