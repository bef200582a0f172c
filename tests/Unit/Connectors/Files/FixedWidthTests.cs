using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class FixedWidthTests : IDisposable
{
    private const string Options = """{"files":"*.txt","format":"fixed","widths":{"id":3,"name":5,"amount":4},"key":"id"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Cuts_at_characters_and_keeps_every_blank()
    {
        folder.Write("a.txt", "\uFEFF001Weber1,50\r\n\n  2é😀\"\\ 2,50\n");
        var source = folder.Source(Options);
        var batch = Assert.Single(await source.BatchesAsync());
        Assert.Equal(["id", "name", "amount"], batch.Fields);
        Assert.Equal(["""{"id":"001","name":"Weber","amount":"1,50"}""", """{"id":"  2","name":"é😀\"\\ ","amount":"2,50"}"""], batch.Records.Select(record => record.Json()));
        Assert.Equal(["001", "  2"], batch.Records.Select(record => record.Key).Select(key => key.Replace(@"\\", @"\", StringComparison.Ordinal)));
        Assert.Equal([new Position(1, 3, 12), new(3, 18, 16)], batch.Records.Select(record => record.Position));
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(batch.Records.Select(record => record.Json()), await source.AgainAsync(file, batch.Records.Select(record => record.Position)));
    }

    [Fact]
    public async Task A_line_that_a_byte_order_mark_shifts_waits()
    {
        folder.Write("a.txt", "\uFEFF001Weber1,50\n\uFEFF002Weber2,5\n003Weber1,50\n");
        var records = await folder.Source(Options).RecordsAsync();
        Assert.Equal(["001", "line 2", "003"], records.Select(record => record.Key));
        Assert.Equal([null, "record.byte-order-mark", null], records.Select(record => record.Problem?.Code));
    }

    [Fact]
    public async Task Columns_may_have_gaps_and_overlap_and_the_last_may_take_the_rest()
    {
        folder.Write("a.txt", "Kopf\n001..Weber\n002..\n");
        var records = await folder.Source("""{"files":"*","format":"fixed","skip":1,"widths":[{"name":"all","start":1,"width":"rest"},{"name":"id","start":1,"width":3},{"name":"name","start":6,"width":"rest"}],"key":"id"}""").RecordsAsync();
        Assert.Equal(["""{"all":"001..Weber","id":"001","name":"Weber"}""", """{"all":"002..","id":"002","name":""}"""], records.Select(record => record.Json()));
        Assert.All(records, record => Assert.Null(record.Problem));
    }

    [Fact]
    public async Task Problems_stay_with_their_record_and_the_rest_goes_on()
    {
        folder.Write("a.txt", [.. "001Weber1,50\n002Weber1\n003Weber\n004Weber1,50   \n005Weber1,50006Weber1,50\n   Weber1,50\n007"u8, 0xFF, .. "eber1,50\n008We\n"u8, .. new byte[2000], .. "\n009Weber1,50\n"u8]);
        var source = folder.Source(Options, limits: new(2, 1000, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal([null, "record.ragged", null, null, "record.ragged", "key.missing", "encoding.undecodable", "record.ragged", "record.too-long", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(["001", "002", "003", "004", "005", "line 6", "007", "008", "line 9", "009"], records.Select(record => record.Key));
        Assert.Equal("amount", records[1].Problem!.Path);
        Assert.Equal("""{"id":"003","name":"Weber","amount":""}""", records[2].Json());
        Assert.Equal("""{"id":"007","name":"\uFFFDeber","amount":"1,50"}""".Replace(@"\uFFFD", "\uFFFD", StringComparison.Ordinal), records[6].Json());
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public async Task A_half_written_line_has_not_arrived_however_long_it_rests()
    {
        folder.Write("a.txt", "001Weber1,50\n002Weber");
        File.SetLastWriteTimeUtc(folder["a.txt"], DateTime.UnixEpoch);
        Assert.Empty(await folder.Source(Options).ArrivedAsync());
        folder.Write("a.txt", "001Weber1,50\n002Weber2,50");
        File.SetLastWriteTimeUtc(folder["a.txt"], DateTime.UnixEpoch);
        Assert.Single(await folder.Source(Options).ArrivedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  \n")]
    public async Task An_empty_file_completes_no_snapshot(string text)
    {
        folder.Write("a.txt", text);
        var batch = Assert.Single(await folder.Source(Options).BatchesAsync());
        Assert.Empty(batch.Fields!);
        Assert.False(batch.CompletesSnapshot);
    }
}

public sealed class FixedWidthSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.txt", "1Weber\n2Söhne\n\n3x\n4\n5yyyyy\n");
        return Folder.Source("""{"files":"*.txt","format":"fixed","widths":{"id":1,"name":"rest"},"key":"id"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.txt", string.Concat(names.Select((_, index) => $"~{index}".PadLeft(5))) + "\n");
        var widths = System.Text.Json.JsonSerializer.Serialize(names.ToDictionary(name => name, _ => 5));
        return Folder.Source($$"""{"files":"*.txt","format":"fixed","widths":{{widths}},"key":"id"}""");
    }
}

public sealed class EbcdicFixedWidthSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Folder.Write("a.txt", "01Weber\u008501Söhne\u008503xxxxx\u008501\u008505yyyyy\u0085", Encoding.GetEncoding("ibm273"));
        return Folder.Source("""{"files":"*.txt","format":"fixed","encoding":"ibm273","widths":{"id":2,"name":5},"key":"numbered(id)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
