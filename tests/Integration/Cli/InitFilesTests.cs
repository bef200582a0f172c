using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A workspace for a folder of files that nobody has described.</summary>
public sealed class InitFilesTests : IDisposable
{
    private const string FecHeader = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n";

    private readonly DemoCopy empty = new(null);

    public InitFilesTests() => Directory.CreateDirectory(Path.Combine(empty.Folder, "data"));

    public void Dispose() => empty.Dispose();

    [Fact]
    public void Seven_shapes_are_read_and_run_without_editing_a_file()
    {
        PutSeven();
        var before = State();
        var said = Init("hub", "--files", "data");
        Assert.Equal(before, State());

        var streams = said.GetProperty("streams").EnumerateArray().ToDictionary(stream => stream.GetProperty("name").GetString()!);
        Assert.Equal(["entries", "fec", "staff", "stock", "tickets", "zeiten"], streams.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("""{"files":"zeiten-*.csv","delimiter":";","encoding":"windows-1252","key":"entry","formats":{"decimal":",","date":["dd.MM.yyyy"]},"totals":["hours"]}""", Flat(streams["zeiten"]));
        Assert.Equal(("Generic/time-entries", "Fec/ledger", "Generic/tickets"), (Mapping("zeiten"), Mapping("fec"), Mapping("tickets")));
        Assert.Equal("picture.png", Assert.Single(said.GetProperty("untold").EnumerateArray()).GetProperty("name").GetString());

        var hub = Path.Combine(empty.Folder, "hub");
        Assert.Equal(0, HubProcess.Run(hub, "validate").Code);
        var runs = JsonDocument.Parse(HubProcess.Run(hub, "run", "--json").Output).RootElement.EnumerateArray()
            .GroupBy(run => run.GetProperty("pipeline").GetString()!, run => run.GetProperty("outcome").GetProperty("counts"))
            .ToDictionary(runs => runs.Key, runs => (runs.Sum(run => run.GetProperty("read").GetInt64()), runs.Sum(run => run.GetProperty("mapped").GetInt64())));
        Assert.Equal((3, 3), runs["zeiten"]);
        Assert.Equal((2, 2), runs["fec"]);
        Assert.Equal((2, 2), runs["tickets"]);

        string? Mapping(string stream) => streams[stream].GetProperty("mapping").GetString();
    }

    [Fact]
    public void What_has_no_mapping_is_named_with_its_fields()
    {
        PutSeven();
        Init("hub", "--files", "data");
        var hub = Path.Combine(empty.Folder, "hub");
        Assert.Contains("mapping: mappings/staff.yaml", File.ReadAllText(Path.Combine(hub, "pipelines", "staff.yaml.example")), StringComparison.Ordinal);
        Assert.Contains("fields:\n", File.ReadAllText(Path.Combine(hub, "mappings", "staff.yaml.example")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_may_be_the_workspace_itself()
    {
        Put("data/zeiten.csv", "entry;employee_no;day;hours;kind;cost_centre;project\n1;7;31.01.2026;7,50;work;A;\n");
        var (code, output) = HubProcess.Run(Path.Combine(empty.Folder, "data"), "init", "--files", ".");
        Assert.Contains("backoffice run", output, StringComparison.Ordinal);
        Assert.DoesNotContain("7,50", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Contains("folder: \".\"", File.ReadAllText(Path.Combine(empty.Folder, "data", "connections", "files.yaml")), StringComparison.Ordinal);
        Assert.Equal(0, HubProcess.Run(Path.Combine(empty.Folder, "data"), "validate").Code);
        Assert.Contains("1  ", HubProcess.Run(Path.Combine(empty.Folder, "data"), "run").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_within_the_workspace_move_with_it()
    {
        Put("hub/in/a.csv", "id;name\n1;x\n");
        Init("hub", "--files", "hub/in");
        Assert.Contains("folder: in\n", File.ReadAllText(Path.Combine(empty.Folder, "hub", "connections", "files.yaml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "holds no file")]
    [InlineData("nowhere", "There is no folder")]
    public void A_folder_with_nothing_to_guess_writes_nothing(string files, string why)
    {
        var (code, output) = HubProcess.Run(empty.Folder, "init", "hub", "--files", files);
        Assert.Contains("init.no-files", output, StringComparison.Ordinal);
        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.False(Directory.Exists(Path.Combine(empty.Folder, "hub")));
    }

    [Fact]
    public void Folders_below_are_named_where_only_they_are_there()
    {
        Put("data/2026/a.csv", "id;name\n1;x\n");
        Assert.Contains("such as 2026", HubProcess.Run(empty.Folder, "init", "hub", "--files", "data").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_left_as_it_is()
    {
        Put("data/a.csv", "id;name\n1;x\n");
        Put("hub/mappings/a.yaml.example", "mine");
        var said = Init("hub", "--files", "data");
        Assert.Equal("mine", File.ReadAllText(Path.Combine(empty.Folder, "hub", "mappings", "a.yaml.example")));
        Assert.Contains("mappings/a.yaml.example", said.GetProperty("kept").EnumerateArray().Select(kept => kept.GetString()));
    }

    private void PutSeven()
    {
        Put("data/zeiten-2026-01.csv", "entry;employee_no;day;hours;kind;cost_centre;project\n1;7;31.01.2026;7,50;Büro;A;\n2;8;31.01.2026;8,00;Büro;A;\n", Encoding.Latin1);
        Put("data/zeiten-2026-02.csv", "entry;employee_no;day;hours;kind;cost_centre;project\n3;7;01.02.2026;6,25;work;A;\n", Encoding.Latin1);
        Put("data/123456789FEC20261231.txt", $"{FecHeader}VT\tVentes\tVT1\t20260115\t706\tVentes\t\t\tF1\t20260115\tFacture\t0,00\t12,34\t\t\t\t\t\nVT\tVentes\tVT1\t20260115\t411\tClients\tC1\tMartin\tF1\t20260115\tFacture\t12,34\t0,00\t\t\t\t\t\n", new UTF8Encoding(true));
        Put("data/tickets.ndjson", string.Concat(((string[])["T1", "T2"]).Select(ticket => $$"""{"ticket":"{{ticket}}","subject":"x","kind":"incident","status":"open","priority":"1","category":"c","queue":"q","agent":"a","requester":"r","channel":"web","opened_at":"2026-01-01T10:00:00Z","due_at":null,"resolved_at":null,"closed_at":null}""" + "\n")));
        Put("data/stock.json", """{"data":{"items":[{"sku":"A","level":{"quantity":1.5}},{"sku":"B","level":{"quantity":2.5}}]}}""");
        Put("data/entries.xml", "<Export><Entry no=\"1\"><amount>1.50</amount></Entry><Entry no=\"2\"><amount>2.50</amount></Entry></Export>");
        File.Copy(Path.Combine(Repository.Root, "tests", "Unit", "Connectors", "Files", "Workbooks", "staff.xlsx"), Path.Combine(empty.Folder, "data", "staff.xlsx"));
        File.WriteAllBytes(Path.Combine(empty.Folder, "data", "picture.png"), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 1, 2, 3, 4]);
    }

    private JsonElement Init(params string[] arguments)
    {
        var (code, output) = HubProcess.Run(empty.Folder, ["init", .. arguments, "--json"]);
        Assert.True(code == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Flat(JsonElement stream) => JsonSerializer.Serialize(stream.GetProperty("keys"));

    private IReadOnlyList<string> State() =>
        [.. new DirectoryInfo(Path.Combine(empty.Folder, "data")).GetFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc.Ticks} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    private void Put(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(empty.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
    }
}
