using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class XmlReadingTests : IDisposable
{
    private const string Rows = """{"files":"*.xml","format":"xml","records":"row","key":"@id"}""";

    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("<row id='1'/>", """{"@id":"1"}""")]
    [InlineData("<row id='1'>text</row>", """{"@id":"1","#text":"text"}""")]
    [InlineData("<row id='1'><a> 007,50 </a><b/><c></c></row>", """{"@id":"1","a":" 007,50 ","b":"","c":""}""")]
    [InlineData("<row id='1'><a x='2'>y</a></row>", """{"@id":"1","a":{"@x":"2","#text":"y"}}""")]
    [InlineData("<row id='1'><a>1</a><b>2</b><a>3</a></row>", """{"@id":"1","a":["1","3"],"b":"2"}""")]
    [InlineData("<row id='1'>\n  <a><b>1</b>\n</a>\n</row>", """{"@id":"1","a":{"b":"1"}}""")]
    [InlineData("<row id='1'>Dear <b>you</b>, hello</row>", """{"@id":"1","#text":"Dear , hello","b":"you"}""")]
    [InlineData("<row id='&quot;1&lt;'>&amp;&#233;&#x1F600;<![CDATA[<b> & ]]></row>", """{"@id":"\"1<","#text":"&é\uD83D\uDE00<b> & "}""")]
    [InlineData("<row id='1'><!-- </row> --><?pi </row>?><a t='/>'><![CDATA[</row>]]></a></row>", """{"@id":"1","a":{"@t":"/>","#text":"</row>"}}""")]
    [InlineData("<row id='1' n:id='2' xmlns='urn:a'><n:a xmlns:n='urn:n' n:x='3'/><a/></row>", """{"@id":"1","@n:id":"2","a":[{"@x":"3"},""]}""")]
    [InlineData("<row id='1'><row id='2'/></row>", """{"@id":"1","row":{"@id":"2"}}""")]
    public async Task An_element_becomes_an_object_of_texts(string element, string json)
    {
        folder.Write("a.xml", $"<?xml version='1.0'?>\n<rows xmlns:n='urn:n'>{element}</rows>\n");
        var source = folder.Source(Rows);
        var record = Assert.Single(await source.RecordsAsync());
        Assert.Null(record.Problem);
        Assert.Equal(json, record.Json());
        var bytes = await File.ReadAllBytesAsync(folder["a.xml"], Ct);
        Assert.Equal(element, Encoding.UTF8.GetString(bytes, (int)record.Position.ByteOffset, record.Position.Length));
        Assert.Equal([json], await source.AgainAsync(Assert.Single(await source.ArrivedAsync()), [record.Position]));
    }

    [Theory]
    [InlineData("""["a"]""", """{"@id":"1","a":["1"],"b":{"c":"2"}}""")]
    [InlineData("""["b.c","c"]""", """{"@id":"1","a":"1","b":{"c":["2"]}}""")]
    public async Task What_may_repeat_is_always_an_array(string arrays, string json)
    {
        folder.Write("a.xml", "<rows><row id='1'><a>1</a><b><c>2</c></b></row></rows>");
        Assert.Equal(json, Assert.Single(await folder.Source($$"""{"files":"*","format":"xml","arrays":{{arrays}},"key":"@id"}""").RecordsAsync()).Json());
    }

    [Theory]
    [InlineData(null, new[] { "1", "2", "6" })]
    [InlineData("Line", new[] { "3", "4", "5" })]
    [InlineData("Invoice/Line", new[] { "3", "4" })]
    [InlineData("n:Invoice/n:Line", new[] { "3", "4" })]
    [InlineData("/Doc/Invoice", new[] { "1", "2" })]
    [InlineData("/Doc/Line", new string[0])]
    [InlineData("/Doc", new[] { "0" })]
    public async Task Records_are_named_by_their_element_and_those_around(string? records, string[] keys)
    {
        folder.Write("a.xml", "<n:Doc id='0'><n:Invoice id='1'><Line id='3'/><Line id='4'/></n:Invoice><Invoice id='2'/><Order id='6'><x><Line id='5'/></x></Order></n:Doc>");
        var read = await folder.Source($$"""{"files":"*","format":"xml"{{(records is null ? "" : $",\"records\":\"{records}\"")}},"key":"@id"}""").BatchesAsync();
        Assert.Equal(keys, read.SelectMany(batch => batch.Records).Select(record => record.Key));
        // No record among other elements is more likely a wrong name than an empty snapshot.
        Assert.Equal(keys.Length > 0, read[^1].CompletesSnapshot);
    }

    [Fact]
    public async Task A_root_without_elements_is_a_complete_empty_snapshot()
    {
        folder.Write("a.xml", "<rows> </rows>");
        var batch = Assert.Single(await folder.Source(Rows).BatchesAsync());
        Assert.Empty(batch.Records);
        Assert.True(batch.CompletesSnapshot);
    }

    [Theory]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", false)]
    [InlineData("utf-8", "", true)]
    [InlineData("iso-8859-15", "<?xml version='1.0' encoding = 'ISO-8859-15' ?>", false)]
    [InlineData("utf-16", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", true)]
    [InlineData("utf-16", "<?xml version=\"1.0\"?>", false)]
    [InlineData("utf-16BE", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", false)]
    [InlineData("shift_jis", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>", false)]
    [InlineData("ibm273", "<?xml version=\"1.0\" encoding=\"IBM273\"?>", false)]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", false)]
    public async Task A_document_says_its_own_encoding(string name, string declaration, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = name == "shift_jis" ? "表" : "Süß";
        folder.Write("a.xml", [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"{declaration}<rows><row id='1'>{text}</row><row id='2'/></rows>")]);
        var source = folder.Source(Rows);
        var records = await source.RecordsAsync();
        Assert.Equal(["1", "2"], records.Select(record => record.Key));
        Assert.Equal(text, records[0].Values()[1]);
        var bytes = await File.ReadAllBytesAsync(folder["a.xml"], Ct);
        Assert.Equal("<row id='2'/>", encoding.GetString(bytes, (int)records[1].Position.ByteOffset, records[1].Position.Length));
        Assert.Equal([records[1].Json(), records[0].Json()], await source.AgainAsync(Assert.Single(await source.ArrivedAsync()), [records[1].Position, records[0].Position]));
    }

    [Fact]
    public async Task An_encoding_of_the_stream_is_stronger_than_the_declaration()
    {
        folder.Write("a.xml", Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='UTF-8'?><rows><row id='1'>Süß</row></rows>"));
        Assert.Equal("Süß", Assert.Single(await folder.Source("""{"files":"*","format":"xml","encoding":"iso-8859-1","key":"@id"}""").RecordsAsync()).Values()[1]);
        var bad = Assert.Single(await folder.Source(Rows).RecordsAsync());
        Assert.Equal("encoding.undecodable", bad.Problem?.Code);
    }

    [Fact]
    public async Task Problems_stay_with_their_record_and_the_rest_goes_on()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100));
        string[] written = ["<row id='1'/>", "<row id='2'>&nbsp;</row>", "<row id=3/>", "<row id='4' id='4'/>", "<row/>", "<row id='6'>&#1;</row>", $"<row id='7'>{deep}</row>", "<row id='8'>a & b</row>", "<row id=''/>", "<row id='10'/>"];
        folder.Write("a.xml", $"<rows>{string.Concat(written)}</rows>");
        var source = folder.Source(Rows);
        var records = await source.RecordsAsync();
        Assert.Equal([null, "xml.unreadable", "xml.unreadable", "xml.unreadable", "key.missing", "xml.unreadable", "xml.unreadable", "xml.unreadable", "key.missing", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", .. Enumerable.Range(2, 8).Select(n => $"record {n}"), "10"], records.Select(record => record.Key));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), records.Select(record => record.Position.Index));
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Theory]
    [InlineData("<!DOCTYPE rows [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rows><row id='1'>&b;</row></rows>")]
    [InlineData("<?xml version='1.0'?>\n<!-- x --><!DOCTYPE rows SYSTEM 'file:///etc/passwd'><rows><row id='1'/></rows>")]
    [InlineData("<!DOCTYPE rows [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rows><row id='1'>&x;</row></rows>")]
    public async Task A_document_type_is_refused_before_anything_is_read(string text)
    {
        folder.Write("a.xml", text);
        var failed = await FailsAsync();
        Assert.Equal((Recovery.Stop, "xml.dtd"), (failed.Recovery, failed.Code));
        Assert.Contains("a.xml", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("passwd", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rows><row id='1'/><row id='2'", "document.truncated")]
    [InlineData("<rows><row id='1'/>", "document.truncated")]
    [InlineData("<rows><row id='1'/>\n", "document.truncated")]
    [InlineData("<rows><row id='1'>x", "document.truncated")]
    [InlineData("<rows><row id='1'/><!-- ", "document.truncated")]
    [InlineData("<?xml version='1.0'?>", "document.truncated")]
    [InlineData("<rows><row id='1'></rows>", "document.unreadable")]
    [InlineData("<rows><row id='1'/></row>", "document.unreadable")]
    [InlineData("<rows/><rows/>", "document.unreadable")]
    [InlineData("<rows/>text", "document.unreadable")]
    [InlineData("<rows><row id='1' <row/></rows>", "document.unreadable")]
    [InlineData("<rows>< row/></rows>", "document.unreadable")]
    [InlineData("id;name", "document.unreadable")]
    public async Task A_document_that_is_not_whole_gives_nothing(string text, string code)
    {
        folder.Write("a.xml", text);
        File.SetLastWriteTimeUtc(folder["a.xml"], DateTime.UnixEpoch);
        Assert.Equal(code, (await FailsAsync()).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \n ")]
    public async Task An_empty_file_completes_no_snapshot(string text)
    {
        folder.Write("a.xml", text);
        var batch = Assert.Single(await folder.Source(Rows).BatchesAsync());
        Assert.False(batch.CompletesSnapshot);
        Assert.Empty(batch.Fields!);
    }

    [Fact]
    public async Task A_half_written_document_has_not_arrived_whatever_its_last_byte()
    {
        folder.Write("a.xml", "<rows>\n<row id='1'/>\n");
        Assert.Empty(await folder.Source(Rows).ArrivedAsync());
        folder.Write("a.xml", "<rows>\n<row id='1'/></rows>");
        Assert.Single(await folder.Source(Rows).ArrivedAsync());
    }

    [Fact]
    public async Task A_record_that_is_too_long_is_passed_over()
    {
        var text = $"<row id='2' x='{new string('x', 500_000)}'>{new string('y', 500_000)}<a/></row>";
        folder.Write("a.xml", $"<rows><row id='1'/>{text}<row id='3'/></rows>");
        var source = folder.Source(Rows, limits: new(2, 1 << 10, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal(["1", "record 2", "3"], records.Select(record => record.Key));
        Assert.Equal("record.too-long", records[1].Problem?.Code);
        Assert.Equal(text.Length, records[1].Position.Length);
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
    }

    [Fact]
    public async Task Elements_without_end_are_no_stack()
    {
        folder.Write("a.xml", string.Concat(Enumerable.Repeat("<a>", 500_000)));
        Assert.Contains("nested more than 1000", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_across_the_borders_of_what_is_read_at_once_are_whole()
    {
        // Lengths that grow by one move every sign over such a border.
        var rows = Enumerable.Range(1, 4_000).Select(n => $"<row id='{n}' a=\">{new string('a', n % 97)}\"><!-- {n} --><b>{n}</b><![CDATA[{new string(']', n % 2)}>]]></row>").ToList();
        folder.Write("a.xml", $"<rows>{string.Join("\r\n", rows)}</rows>");
        var records = await folder.Source(Rows, limits: new(500, 1 << 20, 1 << 20)).RecordsAsync();
        Assert.Equal(rows.Select(row => row.Length), records.Select(record => record.Position.Length));
        Assert.Equal(Enumerable.Range(1, 4_000).Select(n => $$"""{"@id":"{{n}}","@a":">{{new string('a', n % 97)}}","#text":"{{new string(']', n % 2)}}>","b":"{{n}}"}"""), records.Select(record => record.Json()));
    }

    private async Task<ConnectorException> FailsAsync() => await Assert.ThrowsAsync<ConnectorException>(async () =>
    {
        await foreach (var _ in folder.Source(Rows).ReadAsync(ReadRequest.Whole("s"), Ct)) Assert.Fail("Gave a batch.");
    });
}

public sealed class XmlSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.xml", $"<doc><head><row id='0'/></head><rows>{string.Concat(Enumerable.Range(1, 7).Select(n => $"<row id='{n}'><line>é</line><line/></row>\n"))}</rows></doc>");
        Folder.Write("b.xml", "<doc><rows><row id='8'/></rows></doc>");
        return Folder.Source("""{"files":"*.xml","format":"xml","records":"rows/row","key":"@id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class NumberedUtf16XmlSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.xml", $"<rows>{string.Concat(Enumerable.Range(1, 7).Select(n => $"<row><n>é{n % 2}</n></row>\n"))}</rows>", Encoding.Unicode);
        return Folder.Source("""{"files":"*.xml","format":"xml","key":"numbered(n)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
