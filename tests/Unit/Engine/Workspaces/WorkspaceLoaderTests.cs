using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class WorkspaceLoaderTests
{
    [Fact]
    public void Binds_every_kind_of_file()
    {
        var workspace = new TestWorkspace().Valid();

        Assert.Equal(["env:BACKOFFICE_", "file:secrets/"], workspace.Hub.SecretPrefixes);
        Assert.Equal(new Company("IT", "Esempio SpA", "IT", "EUR"), workspace.Hub.Companies[1]);
        Assert.Equal(("store/hub.db", "store/landing", "Europe/Berlin"), (workspace.Hub.Store, workspace.Hub.Landing, workspace.Hub.TimeZone));

        var stream = workspace.Connections["hr"].Streams["staff"];
        Assert.Equal("""{"files":"staff*.csv"}""", stream.Options.GetRawText());
        Assert.Equal(["Gehalt"], stream.Totals);
        Assert.Equal((',', '.'), (stream.Formats!.Decimal, stream.Formats.Group!.Value));
        Assert.Equal(["dd.MM.yyyy"], stream.Formats.Date);
        Assert.Equal(["", "N/A"], stream.Formats.Null);

        var pipeline = workspace.Pipelines["staff"];
        Assert.Equal(new Pipeline("staff", "hr", "staff", "mappings/staff.yaml", SyncMode.Full, new("0 6 * * 1-5", "Europe/Rome"), 0.075m), pipeline);

        var export = workspace.Exports["payroll"];
        Assert.Equal(("acme", "payroll", "DE", 2), (export.Partner, export.Dataset, export.Where["company"], export.Approvals));
        Assert.Equal((';', "windows-1252", ',', "\r\n", true, false), (export.Layout.Delimiter, export.Layout.Encoding, export.Layout.DecimalSign, export.Layout.LineEnd, export.Layout.Header, export.Layout.OpensInSpreadsheet));
        Assert.Equal(new("Gehalt", "salary", "0.00"), export.Layout.Columns[2]);
        Assert.Equal(new("SUMME", "salary", "salary_currency"), export.Layout.Trailer);

        Assert.Equal(new AllowedField("salary", "payroll", "GDPR Art. 6(1)(b)"), workspace.Partners["acme"].Fields[2]);
        Assert.Equal(["cost-centres"], workspace.Crosswalks.Names);
    }

    [Fact]
    public void Gives_a_schedule_without_a_zone_the_hubs()
    {
        var ledger = new TestWorkspace().Valid().Pipelines["ledger"];

        Assert.Equal(new Schedule("30 4 * * *", "Europe/Berlin"), ledger.Schedule);
        Assert.Equal((SyncMode.Incremental, 0.05m), (ledger.Sync, ledger.DeleteGuard));
    }

    [Fact]
    public void Keeps_the_shipped_mappings_in_use_among_the_files()
    {
        var workspace = new TestWorkspace().Valid();

        Assert.Contains("Fec/ledger", workspace.Mappings.Keys);
        Assert.Contains(workspace.Files, file => file.Path == "Fec/ledger");
    }

    [Fact]
    public void Hashes_paths_and_contents_whatever_their_order()
    {
        var workspace = new TestWorkspace();
        var reversed = WorkspaceLoader.Load([.. workspace.Files.Reverse()], "/elsewhere", new TestCatalog(), TestWorkspace.Datasets, new TestMappings(), []);

        Assert.Equal(workspace.Valid().Hash, reversed!.Hash);
        Assert.NotEqual(workspace.Valid().Hash, workspace.Change("hub.yaml", "Muster", "Meister").Valid().Hash);
    }

    [Fact]
    public void Reports_three_mistakes_in_three_files_at_once()
    {
        var errors = new TestWorkspace()
            .Change("connections/hr.yaml", "totals:", "total:")
            .Change("pipelines/staff.yaml", "connection: hr,", "connection: hrr,")
            .Change("exports/payroll.yaml", "from: hired_on", "from: iban")
            .Errors();

        Assert.Equal(
            [
                "connections/hr.yaml:8:5: The key 'total' is not known here. Did you mean 'totals'?",
                "exports/payroll.yaml:15:30: The partner 'acme' may not see 'iban'. Remove it here, or add it with purpose and legal basis to partners/acme.yaml.",
                "pipelines/staff.yaml:1:20: There is no connection 'hrr'. Did you mean 'hr'?",
            ],
            errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Reports_broken_YAML_at_its_place_and_goes_on()
    {
        var errors = new TestWorkspace()
            .With("pipelines/staff.yaml", "from: {connection: hr\nmapping: x\n")
            .Change("partners/acme.yaml", "country: DE", "country: Germany")
            .Errors();

        Assert.Equal(["partners/acme.yaml", "pipelines/staff.yaml"], errors.Select(error => error.File));
        Assert.Equal((2, 10), (errors[0].Line, errors[0].Column));
        Assert.StartsWith("This is no valid YAML", errors[1].Problem, StringComparison.Ordinal);
        Assert.Equal(2, errors[1].Line);
    }

    [Fact]
    public void Misses_hub_yaml_once()
    {
        var errors = new TestWorkspace().Without("hub.yaml").Change("connections/hr.yaml", "in/hr", "${env:BACKOFFICE_IN}").Errors();

        Assert.Equal("hub.yaml:1:1: The file is missing. Add hub.yaml with 'name:' and 'companies:'; this is how a workspace is known.", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Says_nothing_more_about_a_file_that_has_faults_of_its_own()
    {
        var errors = new TestWorkspace().With("connections/hr.yaml", "connector: file\nsettings: {folder: x}\nstreamz: {}\n").Errors();

        Assert.Equal("connections/hr.yaml:3:1: The key 'streamz' is not known here. Did you mean 'streams'?", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Goes_on_behind_an_unknown_key()
    {
        var errors = new TestWorkspace()
            .Change("pipelines/staff.yaml", "sync: full", "snyc: full")
            .Change("pipelines/staff.yaml", "stream: staff", "stream: stuff")
            .With("connections/acme-folder.yaml", "conector: folder\nsettings: {path: out, token: geheim}\n")
            .Errors();

        Assert.Equal(
            [
                "connections/acme-folder.yaml:1:1: The key 'connector' is missing.",
                "connections/acme-folder.yaml:1:1: The key 'conector' is not known here.",
                "connections/acme-folder.yaml:2:30: A secret stands in plain text at 'token'.",
                "pipelines/staff.yaml:1:32: The connection 'hr' has no stream 'stuff'.",
                "pipelines/staff.yaml:3:1: The key 'snyc' is not known here.",
            ],
            errors.Select(error => $"{error.File}:{error.Line}:{error.Column}: {error.Problem}"));
    }

    [Theory]
    [InlineData("connections/Sftp.yaml")]
    [InlineData("connections/../hub.yaml")]
    [InlineData("pipelines/-x.yaml")]
    [InlineData("pipelines/a b.yaml")]
    [InlineData("pipelines/sub/x.yaml")]
    [InlineData("pipelines/x.yml")]
    [InlineData("mappings/../../x.yaml")]
    [InlineData("crosswalks/UPPER.csv")]
    [InlineData("/hub.yaml")]
    public void Refuses_odd_names(string path)
    {
        var error = Assert.Single(new TestWorkspace().With(path, "name: x").Errors());

        Assert.Equal((path, "A workspace holds no file of this name."), (error.File, error.Problem));
    }

    [Fact]
    public void Refuses_two_names_that_differ_only_in_capitals() =>
        Assert.Equal("Another file has the same name.", Assert.Single(new TestWorkspace().With("mappings/Staff.yaml", "to: hr.person\n").Errors()).Problem);

    [Fact]
    public void Refuses_bytes_that_are_not_UTF8_at_their_place()
    {
        var errors = new List<FileError>();
        var files = new TestWorkspace().Without("hub.yaml").Files;
        WorkspaceLoader.Load([.. files, WorkspaceHash.File("hub.yaml", [.. "name: demo\nx: "u8, 0xE4, .. "\n"u8])], "/ws", new TestCatalog(), TestWorkspace.Datasets, new TestMappings(), errors);

        Assert.Equal("hub.yaml:2:4: This byte is not UTF-8. Save the file as UTF-8.", Assert.Single(errors).ToString());
    }

    [Theory]
    [InlineData("name: &a demo\n", "Anchors and aliases")]
    [InlineData("name: !!str demo\n", "Tags")]
    [InlineData("name: demo\n---\nname: demo\n", "second document")]
    [InlineData("name: demo\nname: demo\n", "uplicate key")]
    [InlineData("", "The file is empty")]
    [InlineData("# nothing\n", "The file is empty")]
    [InlineData("- a\n", "must be a block")]
    public void Accepts_only_plain_YAML(string text, string problem) =>
        Assert.Contains(problem, Assert.Single(new TestWorkspace().With("hub.yaml", text).Errors()).Problem, StringComparison.Ordinal);

    [Fact]
    public void Stops_at_YAML_that_nests_too_deeply() =>
        Assert.Contains("nests too deeply", Assert.Single(new TestWorkspace().With("hub.yaml", new string('[', 100_000)).Errors()).Problem, StringComparison.Ordinal);
}
