using System.IO.Compression;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>Workbooks, alone and packed, through the whole line: what is broken waits with its place, and nothing good is lost.</summary>
public sealed class BadWorkbookTests : IAsyncLifetime
{
    private static readonly string[] Heading = ["id", "name", "day", "amount"];
    private static readonly string[][] Good = [["1", "Weber", "01.02.2026", "1,50"], ["2", "Rossi", "02.02.2026", "2,50"], ["3", "Kim", "03.02.2026", "3,50"]];
    private static readonly string[] Last = ["9", "Last", "09.02.2026", "9,50"];

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("bad workbook ");
    private TestHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Put("hub.yaml", "name: bad\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"f*.xlsx\"\n    format: excel\n    key: id\n    formats: {decimal: \",\", date: [dd.MM.yyyy]}\n"
            + "  z:\n    files: \"f*.zip\"\n    member: \"*.xlsx\"\n    format: excel\n    key: id\n    formats: {decimal: \",\", date: [dd.MM.yyyy]}\n");
        Put("pipelines/p.yaml", "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 5%}\n");
        Put("pipelines/q.yaml", "from: {connection: c, stream: z}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 5%}\n");
        Put("mappings/m.yaml", "to: hr.compensation\nkey: id\nfields:\n  validFrom: date(day)\n  employment: id\n  amount: number(amount)\n  currency: \"'EUR'\"\n  payPeriod: name\n");
        hub = await TestHub.OpenAsync(workspace.FullName, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        workspace.Delete(recursive: true);
    }

    [Theory]
    [InlineData("4|Secret|04.02.2026|!#N/A", "record.cell-error")]
    [InlineData("4|Secret|04.02.2026|=", "record.not-calculated")]
    [InlineData("4|Secret|04.02.2026|4,50|many", "record.ragged")]
    [InlineData("1|Secret|04.02.2026|4,50", "key.duplicate")]
    [InlineData("|Secret|04.02.2026|4,50", "key.missing")]
    [InlineData("4|Secret|31.02.2026|4,50", "date.unreadable")]
    [InlineData("4|Secret|04.02.2026|4.50.1", "number.unreadable")]
    [InlineData("4|Secret|04.02.2026|4,12345", "number.too-precise")]
    public async Task A_bad_row_waits_and_the_rest_goes_on(string row, string code)
    {
        hub.Put("in/f1.xlsx", Book([Heading, .. Good, row.Split('|'), Last]));
        await WaitsAsync("p", code, "One");
        hub.Put("in/f1.zip", Zip(("a.xlsx", Book([Heading, .. Good, row.Split('|'), Last]))));
        await WaitsAsync("q", code, "a.xlsx, One");
    }

    [Fact]
    public async Task What_waits_is_shown_again_from_the_landed_file_alone()
    {
        hub.Put("in/f1.xlsx", Book([Heading, .. Good, ["4", "Iso", "2026-02-04", "4,50"], Last]));
        hub.Put("in/f1.zip", Zip(("a.xlsx", Book([Heading, .. Good])), ("b.xlsx", Book([Heading, ["4", "Iso", "2026-02-04", "4,50"], Last]))));
        Assert.Equal(1, (await RunAsync("p")).Counts.Quarantined);
        Assert.Equal(1, (await RunAsync("q")).Counts.Quarantined);
        foreach (var item in await hub.Engine.Quarantine.ListAsync(null, Ct))
            Assert.Equal("""{"id":"4","name":"Iso","day":"2026-02-04","amount":"4,50"}""", (await hub.Engine.Quarantine.ShowAsync(item.Id.ToString(), Ct)).Payload);
        Assert.Equal([("One", 5L), ("b.xlsx, One", 2)], (await hub.Engine.Quarantine.ListAsync(null, Ct)).Select(item => (item.Part, item.Line)));
    }

    [Theory]
    [InlineData("p", "xlsx")]
    [InlineData("q", "zip")]
    public async Task A_second_file_brings_only_what_changed_and_takes_away_what_is_gone(string pipeline, string kind)
    {
        string[][] many = [.. Enumerable.Range(100, 300).Select(n => (string[])[$"{n}", "x", "01.02.2026", "1,00"])];
        PutBoth(kind, "f1", [Heading, .. many, .. Good]);
        Assert.Equal(303, (await RunAsync(pipeline)).Counts.Mapped);
        PutBoth(kind, "f2", [Heading, .. Good.Take(2), .. many.Skip(1), ["3", "Kim", "03.02.2026", "33,50"]]);
        var counts = (await RunAsync(pipeline)).Counts;
        Assert.Equal((302, 1, 301), (counts.Read, counts.Mapped, counts.Unchanged));
        PutBoth(kind, "f3", [Heading, .. Good.Take(2), .. many.Skip(2), ["3", "Kim", "03.02.2026", "33,50"]]);
        Assert.Equal(0, (await RunAsync(pipeline)).Counts.Mapped);
        Assert.Equal(["301"], hub.Read("SELECT count(*) FROM v_hr_compensation"));
    }

    [Fact]
    public async Task Half_a_file_stops_the_run_before_anything_is_committed()
    {
        var book = Book([Heading, .. Good]);
        hub.Put("in/f1.xlsx", book[..^40]);
        Assert.Empty(await hub.RunAsync("p", Ct));
        File.SetLastWriteTimeUtc(Path.Combine(hub.Folder, "in", "f1.xlsx"), DateTime.UtcNow.AddMinutes(-1));
        await StopsAsync("p", "damaged");

        // One member that was changed under way spoils the whole archive.
        var zip = Zip(("a.xlsx", book), ("b.xlsx", book));
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 16] ^= 1;
        hub.Put("in/f1.zip", zip);
        await StopsAsync("q", "b.xlsx");
        Assert.Equal(["0"], hub.Read("SELECT count(*) FROM commit_log"));
    }

    [Fact]
    public async Task A_heading_alone_is_an_empty_snapshot_that_the_guard_holds_and_a_vanished_column_stops()
    {
        hub.Put("in/f1.xlsx", Book([Heading, .. Good]));
        Assert.Equal(3, (await RunAsync("p")).Counts.Mapped);
        hub.Put("in/f2.xlsx", Book([Heading]));
        Assert.Equal(RunState.Completed, (await RunAsync("p")).State);
        Assert.Equal(["deletes.held"], hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL"));
        hub.Put("in/f3.xlsx", Book([["id", "name", "day", "salary"], .. Good]));
        await StopsAsync("p", "'amount'");
        Assert.Equal(["3"], hub.Read("SELECT count(*) FROM v_hr_compensation"));
    }

    private async Task WaitsAsync(string pipeline, string code, string part)
    {
        var outcome = await RunAsync(pipeline);
        Assert.Equal((RunState.Completed, 5, 4, 1), (outcome.State, outcome.Counts.Read, outcome.Counts.Mapped, outcome.Counts.Quarantined));
        var item = Assert.Single(await hub.Engine.Quarantine.ListAsync(pipeline, Ct));
        Assert.Equal((code, 5, part), (item.Issues[0].Code, item.Line, item.Part));
        Assert.All(item.Issues, issue => Assert.DoesNotContain("Secret", issue.Message, StringComparison.Ordinal));
    }

    private async Task<RunOutcome> RunAsync(string pipeline) => Assert.Single(await hub.RunAsync(pipeline, Ct));

    private async Task StopsAsync(string pipeline, string where)
    {
        var outcome = await RunAsync(pipeline);
        Assert.Equal((RunState.Failed, Recovery.Stop), (outcome.State, outcome.Recovery));
        Assert.Contains(where, outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Weber", outcome.Message, StringComparison.Ordinal);
    }

    private void PutBoth(string kind, string name, string[][] rows)
    {
        var half = rows.Length / 2;
        hub.Put($"in/{name}.{kind}", kind == "xlsx" ? Book(rows) : Zip(("a.xlsx", Book(rows[..half])), ("b.xlsx", Book([Heading, .. rows[half..]]))));
    }

    /// <summary>A workbook of texts; a cell that begins with ! is an error, and = a formula without a value.</summary>
    private static byte[] Book(string[][] rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var cells = rows.Select(row => $"<row>{string.Concat(row.Select(Cell))}</row>");
        return Zip(
            ("_rels/.rels", Text($"<Relationships><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"w.xml\"/></Relationships>")),
            ("w.xml", Text($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"One\" r:id=\"r1\"/></sheets></workbook>")),
            ("_rels/w.xml.rels", Text($"<Relationships><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"s.xml\"/></Relationships>")),
            ("s.xml", Text($"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(cells)}</sheetData></worksheet>")));
    }

    private static string Cell(string text) => text switch
    {
        ['!', .. var error] => $"<c t=\"e\"><v>{error}</v></c>",
        "=" => "<c><f>1+1</f></c>",
        "" => "<c/>",
        _ => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>",
    };

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in members)
            {
                using var member = archive.CreateEntry(name).Open();
                member.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private void Put(string name, string text)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
