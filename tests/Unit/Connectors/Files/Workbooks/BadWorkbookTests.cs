using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Guessing;
using BackOffice.Integration.Tests.Unit.Connectors.Files.Archives;
using ExcelDataReader;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

/// <summary>Workbooks as they should not be: each stops with a clear message before its first record.</summary>
public sealed class BadWorkbookTests : IDisposable
{
    private const string Options = """{"files":"*","format":"excel","key":"id"}""";
    private const string Header = """<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_workbook_with_a_password_says_so() =>
        await FailsAsync(Fixture.Bytes("locked.xlsx"), "workbook.encrypted", "password");

    [Fact]
    public async Task An_old_workbook_with_a_password_says_so()
    {
        // It does open, for those who have the password.
        using var workbook = new MemoryStream(Fixture.Bytes("locked.xls"));
        using (var reader = ExcelReaderFactory.CreateReader(workbook, new() { Password = "secret" }))
            Assert.True(reader.Read() && reader.GetString(0) == "id" && reader.Read() && reader.GetDouble(1) == 4380.5);
        await FailsAsync(Fixture.Bytes("locked.xls"), "workbook.encrypted", "password");
        Assert.Contains(await FolderGuess.OfAsync(folder.Path, TestContext.Current.CancellationToken), stream => stream.Stream is null && stream.Reasons[0].Why.Contains("password", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>id</td></tr></table></body></html>", "web page")]
    [InlineData("\uFEFF <table><tr><td>id</td></tr></table>", "web page")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "XML")]
    [InlineData("id;name\n1;Weber\n", "format: csv")]
    [InlineData("\u0000\u0001\u0002", "no workbook")]
    public async Task What_is_called_a_workbook_and_is_none_says_what_it_is(string content, string message) =>
        await FailsAsync(Encoding.UTF8.GetBytes(content), "workbook.none", message);

    [Fact]
    public async Task Other_archives_say_what_they_are()
    {
        await FailsAsync(Packed.Zip(("content.xml", [])), "workbook.none", "OpenDocument");
        await FailsAsync(Packed.Zip(("a.csv", [])), "workbook.none", "member");
    }

    [Fact]
    public async Task A_workbook_without_any_sheet_says_so() => await FailsAsync(
        Packed.Zip(
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"u8.ToArray()),
            ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"u8.ToArray()),
            ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets/></workbook>"u8.ToArray())),
        "workbook.damaged",
        "no sheet at all");

    [Fact]
    public async Task An_xls_that_is_called_xlsx_is_read()
    {
        folder.Write("a.xlsx", Fixture.Bytes("old.xls"));
        Assert.NotEmpty(await folder.Source(Options).RecordsAsync());
    }

    [Theory]
    [InlineData("staff.xlsx")]
    [InlineData("office.xlsx")]
    [InlineData("old.xls")]
    [InlineData("office.xls")]
    public async Task No_part_of_a_workbook_is_taken_for_a_whole_one(string name)
    {
        var whole = Fixture.Bytes(name);
        foreach (var part in new[] { 1, 9, 600, whole.Length / 3, whole.Length / 2, whole.Length - 700, whole.Length - 1 })
            Assert.Contains((await FailsAsync(whole[..part])).Code, (string[])["workbook.damaged", "workbook.none"]);
    }

    [Fact]
    public async Task A_changed_byte_brings_an_error_or_the_same_records_and_never_a_crash()
    {
        foreach (var name in (string[])["office.xlsx", "office.xls"])
        {
            var whole = Fixture.Bytes(name);
            for (var at = 0; at < whole.Length; at += 97)
            {
                byte[] changed = [.. whole];
                changed[at] ^= 0x55;
                folder.Write("a.xlsx", changed);
                File.SetLastWriteTimeUtc(folder["a.xlsx"], DateTime.UtcNow.AddMinutes(-1));
                try
                {
                    await folder.Source(Options).RecordsAsync();
                }
                catch (ConnectorException failed)
                {
                    Assert.NotEqual(Recovery.Retry, failed.Recovery);
                }
            }
        }
    }

    [Fact]
    public async Task A_bomb_is_refused()
    {
        await FailsAsync(Handmade.Xlsx(Header + new string(' ', 100 << 20)), "archive.too-large", "times its size");
        await FailsAsync(Packed.Zip([.. Enumerable.Range(0, 10_001).Select(n => ($"{n}.xml", Array.Empty<byte>()))]), "workbook.too-large", "parts");
    }

    [Theory]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>", "&b;")]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "&a;")]
    public async Task Entities_are_refused(string prolog, string text) =>
        await FailsAsync(Handmade.Xlsx($"""{Header}<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>""", prolog), "workbook.damaged");

    [Fact]
    public async Task Depth_and_length_of_the_markup_are_bounded()
    {
        await FailsAsync(Handmade.Xlsx(string.Concat(Enumerable.Repeat("<x>", 100_000))), "workbook.damaged");
        await FailsAsync(Handmade.Xlsx($"""<row r="1"><c r="A1" t="inlineStr"><is><t>{new string('x', 2 << 20)}</t></is></c></row>"""), "workbook.damaged");
    }

    [Theory]
    [InlineData("""<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>""", "row 2")]
    [InlineData("""<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>""", "row 2")]
    [InlineData("""<row r="2"><c r="A2" t="s"><v>7</v></c></row>""", "row 2")]
    [InlineData("""<row r="2"><c r="XFE2"><v>7</v></c></row>""", "row 2")]
    public async Task Markup_that_contradicts_itself_says_where(string rows, string where) =>
        await FailsAsync(Handmade.Xlsx(Header + rows), "workbook.damaged", where);

    [Fact]
    public async Task An_empty_sheet_completes_no_snapshot_and_a_lone_header_does()
    {
        folder.Write("a.xlsx", Handmade.Xlsx(""));
        Assert.False(Assert.Single(await folder.Source(Options).BatchesAsync()).CompletesSnapshot);
        folder.Write("a.xlsx", Handmade.Xlsx(Header));
        Assert.True(Assert.Single(await folder.Source(Options).BatchesAsync()).CompletesSnapshot);
    }

    [Fact]
    public async Task A_row_that_is_too_long_waits_and_the_rest_goes_on()
    {
        folder.Write("a.xlsx", Handmade.Xlsx($"""{Header}<row r="2"><c r="A2" t="inlineStr"><is><t>{new string('x', 2_000)}</t></is></c></row><row r="3"><c r="A3"><v>3</v></c></row>"""));
        var source = folder.Source(Options, limits: new(2, 1_000, 1 << 20));
        var records = await source.RecordsAsync();
        Assert.Equal(["record.too-long", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(Assert.Single(await source.ArrivedAsync()), records.Select(record => record.Position)));
    }

    private async Task FailsAsync(byte[] workbook, string code, string message = "")
    {
        var failed = await FailsAsync(workbook);
        Assert.Equal(code, failed.Code);
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }

    private async Task<ConnectorException> FailsAsync(byte[] workbook)
    {
        folder.Write("a.xlsx", workbook);
        // What is not whole is read once it has stood still.
        File.SetLastWriteTimeUtc(folder["a.xlsx"], DateTime.UtcNow.AddMinutes(-1));
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Options).BatchesAsync());
        Assert.Equal(Recovery.Stop, failed.Recovery);
        Assert.Contains("a.xlsx", failed.Message, StringComparison.Ordinal);
        return failed;
    }
}
