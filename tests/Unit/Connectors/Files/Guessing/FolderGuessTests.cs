using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Guessing;

public sealed class FolderGuessTests : IDisposable
{
    private static readonly string Workbooks = Path.Combine(Architecture.DependencyTests.Root, "tests", "Unit", "Connectors", "Files", "Workbooks");

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.csv", "id;name;pay\n1;Anna;2,50\n2;Bert;3,50\n", """{"files":"a.csv","delimiter":";"}""")]
    [InlineData("a.csv", "id,name\n1,Anna\n2,Bert\n", """{"files":"a.csv"}""")]
    [InlineData("a.txt", "id\tname\n1\tAnna\n2\tBert\n", """{"files":"a.txt","delimiter":"tab"}""")]
    [InlineData("a.txt", "id|name|\n1|Anna|\n2|Bert|\n", """{"files":"a.txt","delimiter":"|"}""")]
    [InlineData("a.csv", "1;Anna\n2;Bert\n", """{"files":"a.csv","delimiter":";","columns":["column_1","column_2"]}""")]
    [InlineData("a.csv", "id;id\n1;2\n3;4\n", """{"files":"a.csv","delimiter":";","columns":["column_1","column_2"]}""")]
    [InlineData("a.csv", "id;text\n1;19\" screen\n2;\"open\n3;x\n", """{"files":"a.csv","delimiter":";","quote":"none"}""")]
    [InlineData("a.csv", "id,text\n1,\"a, b\"\n2,\"two\nlines\"\n3,\"say \"\"x\"\"\"\n", """{"files":"a.csv"}""")]
    [InlineData("a.csv", "Report of June\n\nid;name;n\n1;Anna;1\n2;Bert;2\n", """{"files":"a.csv","delimiter":";","skip":2}""")]
    [InlineData("a.dat", "{\"id\":1}\n{\"id\":2}\n", """{"files":"a.dat","format":"ndjson"}""")]
    [InlineData("a.json", "[{\"id\":1},{\"id\":2}]", """{"files":"a.json","format":"json"}""")]
    [InlineData("a.json", "{\"meta\":{\"codes\":[{\"c\":1}]},\"data\":{\"items\":[{\"id\":1},{\"id\":2,\"lines\":[{},{},{}]}]}}", """{"files":"a.json","format":"json","records":"data.items"}""")]
    [InlineData("a.xml", "<r><meta/><Item no=\"1\"/><Item no=\"2\"/><t>x</t><t>y</t><t>z</t></r>", """{"files":"a.xml","format":"xml","records":"Item"}""")]
    [InlineData("a.xml", "<r><Item><id>1</id></Item><Item><id>2</id></Item><old><Item><id>3</id></Item></old></r>", """{"files":"a.xml","format":"xml","records":"/r/Item"}""")]
    public async Task A_text_says_its_shape(string name, string text, string expected)
    {
        folder.Write(name, text);
        Assert.Equal(expected, (await OneAsync()).Stream!.Value.GetRawText());
    }

    [Theory]
    [InlineData("windows-1252", "name;n\nMüller;1\nGroß;2\nWeiß;3\n", "windows-1252")]
    [InlineData("ibm850", "name;n\nMüller;1\nGroß;2\nJörg;3\n", "ibm850")]
    [InlineData("ibm850", "NAME;N\nCREAT° SA;1\nN° DEUX;2\n", "ibm850")]
    [InlineData("utf-8", "name;n\nMüller;1\n", null)]
    [InlineData("utf-16BE", "name;n\nMueller;1\n", "utf-16BE")]
    public async Task Letters_tell_the_encoding(string encoding, string text, string? expected)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        folder.Write("a.csv", Encoding.GetEncoding(encoding).GetBytes(text));
        Assert.Equal(expected, Key(await OneAsync(), "encoding"));
    }

    [Fact]
    public async Task A_mark_tells_the_encoding_by_itself()
    {
        folder.Write("a.csv", [0xEF, 0xBB, 0xBF, .. "id;n\n1;2\n"u8]);
        var guess = await OneAsync();
        Assert.Null(Key(guess, "encoding"));
        Assert.Contains(guess.Reasons, reason => reason is { Key: "encoding", Certainty: Certainty.Sure } && reason.Why.Contains("mark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_that_differ_only_in_digits_are_one_stream()
    {
        folder.Write("ledger-2026-01.csv", "id;name\n1;a\n");
        folder.Write("ledger-2026-02.csv", "id;name\n1;M\u00FCller\n", Encoding.Latin1);
        folder.Write("staff.csv", "id;name\n1;a\n");
        var guesses = await AllAsync();
        Assert.Equal(["ledger", "staff"], guesses.Select(guess => guess.Name));
        // The month without an umlaut does not decide against the other.
        Assert.Equal("""{"files":"ledger-*.csv","delimiter":";","encoding":"windows-1252"}""", guesses[0].Stream!.Value.GetRawText());
    }

    [Fact]
    public async Task Files_of_several_shapes_are_named_each_for_itself()
    {
        folder.Write("a-01.csv", "id;name\n1;a\n");
        folder.Write("a-02.csv", "id,name\n1,a\n");
        Assert.Equal([("a", "a-01.csv"), ("a-2", "a-02.csv")], (await AllAsync()).Select(guess => (guess.Name, Key(guess, "files")!)));
    }

    [Fact]
    public async Task A_pattern_never_takes_the_file_of_another_stream()
    {
        folder.Write("a-1.csv", "id;name\n1;a\n");
        folder.Write("a-2.csv", "id;name\n1;a\n");
        folder.Write("a-old.csv", "no,more\n1,a\n");
        var guesses = await AllAsync();
        Assert.Equal("""["a-1.csv","a-2.csv"]""", guesses[0].Stream!.Value.GetProperty("files").GetRawText());
    }

    [Theory]
    [InlineData("staff.xlsx")]
    [InlineData("office.xls")]
    public async Task A_workbook_is_told_by_its_bytes(string name)
    {
        folder.Write("book.dat", File.ReadAllBytes(Path.Combine(Workbooks, name)));
        Assert.Equal("excel", Key(await OneAsync(), "format"));
    }

    [Fact]
    public async Task The_members_of_an_archive_are_guessed_like_files()
    {
        using (var zip = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            foreach (var month in (string[])["01", "02"]) Add(zip, $"in/ledger-{month}.csv", "id;n\n1;2\n");
            Add(zip, "readme.md", "Nothing to see");
        }

        Assert.Equal("""{"files":"a.zip","member":"*.csv","delimiter":";"}""", (await OneAsync()).Stream!.Value.GetRawText());

        static void Add(ZipArchive zip, string name, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    [Fact]
    public async Task A_gzip_file_is_guessed_by_what_is_packed()
    {
        using (var gzip = new GZipStream(File.Create(folder["a.csv.gz"]), CompressionMode.Compress)) gzip.Write("id;n\n1;2\n"u8);
        Assert.Equal("""{"files":"a.csv.gz","delimiter":";"}""", (await OneAsync()).Stream!.Value.GetRawText());
    }

    [Theory]
    [InlineData("empty.csv", "")]
    [InlineData("letter.txt", "Dear Anna,\nthank you for the\nbooks.\n")]
    [InlineData("broken.json", "{\"data\":[{\"id\":1}")]
    [InlineData("broken.xml", "<r><Item><id>1</id>")]
    [InlineData("bomb.xml", "<!DOCTYPE r [<!ENTITY a \"aaaa\">]><r><i><x>&a;</x></i></r>")]
    [InlineData("page.xls", "<html><body><table></table></body></html>")]
    [InlineData("scalars.json", "[1,2,3]")]
    [InlineData("half.zip", "PK\u0003\u0004 and nothing more")]
    [InlineData("book.xlsx", "PK\u0003\u0004 and nothing more")]
    [InlineData("half.gz", "\u001F and nothing more\u0000\u0001\u0002")]
    [InlineData("being-written.csv.part", "id;n\n1;2\n")]
    public async Task What_cannot_be_told_is_listed_with_the_reason(string name, string text)
    {
        folder.Write(name, Encoding.Latin1.GetBytes(text));
        var guess = await OneAsync();
        Assert.Null(guess.Stream);
        Assert.Equal(name, guess.Name);
        Assert.NotEmpty(Assert.Single(guess.Reasons).Why);
    }

    [Fact]
    public async Task No_sequence_of_bytes_breaks_it()
    {
        var random = new Random(7);
        var begins = (byte[][])[[], [.. "PK\u0003\u0004"u8], [0x1F, 0x8B, 8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [.. "{\"a\":["u8], [.. "<r>"u8], [0xFF, 0xFE], [.. "a;\"b\n"u8]];
        for (var round = 0; round < 40; round++)
            foreach (var (index, begin) in begins.Index())
            {
                var rest = new byte[random.Next(600)];
                random.NextBytes(rest);
                folder.Write($"f{(char)('a' + index)}{(char)('a' + round % 26)}{(char)('a' + round / 26)}.bin", [.. begin, .. rest]);
            }

        Assert.Equal(8 * 40, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Folders_are_listed_and_nothing_is_changed()
    {
        Directory.CreateDirectory(folder["older"]);
        folder.Write("a.csv", "id;n\n1;2\n");
        var before = File.GetLastWriteTimeUtc(folder["a.csv"]);
        Assert.Equal(["a", "older"], (await AllAsync()).Select(guess => guess.Name));
        Assert.Equal((before, 2), (File.GetLastWriteTimeUtc(folder["a.csv"]), Directory.GetFileSystemEntries(folder.Path).Length));
    }

    [Fact]
    public async Task A_large_file_is_looked_at_in_part()
    {
        folder.Write("a.csv", $"id;n\n{string.Concat(Enumerable.Repeat("1;2\n", 400_000))}broken");
        var guess = await OneAsync();
        Assert.Equal(";", Key(guess, "delimiter"));
        Assert.Contains(guess.Reasons, reason => reason is { Key: "encoding", Certainty: Certainty.Likely });
    }

    private async Task<GuessedStream> OneAsync() => Assert.Single(await AllAsync());

    private Task<IReadOnlyList<GuessedStream>> AllAsync() =>
        new ConnectorCatalog().All.Single(kind => kind.Name == "file").GuessAsync(folder.Path, TestContext.Current.CancellationToken);

    private static string? Key(GuessedStream guess, string key) =>
        guess.Stream is { } stream && stream.TryGetProperty(key, out var value) ? value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
}
