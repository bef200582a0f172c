namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class WorkspaceChecksTests
{
    [Theory]
    [InlineData("time-zone: Europe/Berlin", "time-zone: Europe/Berln", "5:12", "This time zone is not known.")]
    [InlineData("country: IT,", "country: it,", "4:36", "This must be a country code of two capital letters, such as DE.")]
    [InlineData("name: demo", "name: Demo", "1:7", "This must be a name of lower-case letters, digits and '-'.")]
    [InlineData("name: demo", "name: demo\nstore: ../x.db", "2:8", "This must be a path below the workspace, with / and without ...")]
    [InlineData("name: demo", "name: demo\nlanding: /tmp/x", "2:10", "This must be a path below the workspace, with / and without ...")]
    [InlineData("name: demo", "nam: demo", "1:1", "The key 'name' is missing.", "The key 'nam' is not known here.")]
    public void Of_the_hub(string right, string wrong, string place, params string[] problems) => Expect("hub.yaml", right, wrong, place, problems);

    [Theory]
    [InlineData("connector: file", "connector: flie", "1:12", "There is no connector 'flie'.")]
    [InlineData("folder: in/hr", "folder: 7", "3:11", "This must be a text.")]
    [InlineData("folder: in/hr", "foldr: in/hr", "3:3", "The key 'foldr' is not known here.", "'folder' is missing.")]
    [InlineData("files: \"staff*.csv\"", "files: x\n    delimiter: '||'", "7:16", "A delimiter is one sign.")]
    [InlineData("files: \"staff*.csv\"", "files: ${env:BACKOFFICE_X}", "6:12", "A secret reference cannot stand here.")]
    [InlineData("folder: in/hr", "folder: ${env:PATH}", "3:11", "The secret ${env:PATH} is below no allowed prefix.")]
    [InlineData("folder: in/hr", "folder: ${file:secrets/../../etc/passwd}", "3:11", "A secret's path may not contain '..'.")]
    [InlineData("folder: in/hr", "folder: ${vault:x}", "3:11", "This is no secret reference.")]
    [InlineData("folder: in/hr", "folder: ${env:BACKOFFICE_X", "3:11", "This is no secret reference.")]
    [InlineData("folder: in/hr", "folder: x\n  password: geheim", "4:13", "A secret stands in plain text at 'password'.")]
    [InlineData("decimal: \",\"", "decimal: \";\"", "7:24", "This must be a point or a comma.")]
    [InlineData("totals: [Gehalt]", "totals: Gehalt", "8:13", "This must be a list.")]
    [InlineData("totals: [Gehalt]", "record-url: ftp://x/{key}", "8:17", "This must be an address that begins with https:// or http://.")]
    [InlineData("totals: [Gehalt]", "record-url: https://{key}.example/", "8:17", "A placeholder stands in the host.")]
    [InlineData("totals: [Gehalt]", "record-url: https://x.example/{key", "8:17", "A brace in it has no partner or holds no name.")]
    public void Of_a_connection(string right, string wrong, string place, params string[] problems) => Expect("connections/hr.yaml", right, wrong, place, problems);

    [Theory]
    [InlineData("stream: staff", "stream: stuff", "1:32", "The connection 'hr' has no stream 'stuff'.")]
    [InlineData("connection: hr, stream: staff", "connection: acme-folder, stream: staff", "1:20", "The connection 'acme-folder' gives no records.", "1:41", "The connection 'acme-folder' has no stream 'staff'.")]
    [InlineData("mappings/staff.yaml", "mappings/stuff.yaml", "2:10", "There is no mapping 'mappings/stuff.yaml'.")]
    [InlineData("mappings/staff.yaml", "Fec/leger", "2:10", "There is no mapping 'Fec/leger'.")]
    [InlineData("sync: full", "sync: everything", "3:7", "This word is not known here.")]
    [InlineData("0 6 * * 1-5", "0 25 * * *", "4:18", "This is no schedule.")]
    [InlineData("0 6 * * 1-5", "@every_second", "4:18", "This is no schedule.")]
    [InlineData("Europe/Rome", "Rome", "4:39", "This time zone is not known.")]
    [InlineData("{cron: \"0 6 * * 1-5\", zone: Europe/Rome}", "daily", "4:11", "This is no schedule.")]
    [InlineData("sync: full", "owner: pay roll", "3:8", "This must be a role or login, such as payroll.")]
    [InlineData("7.5%", "7.5", "5:18", "This must be a share from 0% to 100%, such as 5%.")]
    [InlineData("7.5%", "101%", "5:18", "This must be a share from 0% to 100%, such as 5%.")]
    public void Of_a_pipeline(string right, string wrong, string place, params string[] problems) => Expect("pipelines/staff.yaml", right, wrong, place, problems);

    [Theory]
    [InlineData("partner: acme", "partner: acne", "1:10", "There is no partner 'acne'.")]
    [InlineData("dataset: payroll", "dataset: payrol", "2:10", "There is no dataset 'payrol'.")]
    [InlineData("where: {company: DE}", "where: {company: DE, town: x}", "3:28", "The dataset 'payroll' has no column 'town'.")]
    [InlineData("where: {company: DE}", "where: {company: FR}", "3:18", "This company is not in hub.yaml.")]
    [InlineData("_{number}.csv", ".csv", "4:12", "Two releases would have the same file name.")]
    [InlineData("_{number}.csv", "_{nubmer}_{number}.csv", "4:12", "'{nubmer}' is not known in a file name.")]
    [InlineData("payroll_{company}", "../{company}", "4:12", "This must be a file name without / or \\.")]
    [InlineData("approvals: 2", "approvals: 1", "5:12", "This must be a whole number from 2 to 9.")]
    [InlineData("windows-1252", "windows-12520", "8:13", "This encoding is not known.")]
    [InlineData("line-end: crlf", "line-end: cr", "10:13", "This word is not known here.")]
    [InlineData("header: true", "header: yes", "11:11", "This must be true or false.")]
    [InlineData("name: Eintritt", "name: Gehalt", "16:14", "The heading 'Gehalt' stands here twice.")]
    [InlineData("from: employee_no", "from: employe_no", "14:36", "The dataset 'payroll' has no column 'employe_no'.")]
    [InlineData("from: employee_no", "from: last_name", "14:36", "The partner 'acme' may not see 'last_name'.")]
    [InlineData("pattern: \"0.00\"", "pattern: C2", "16:45", "This is no pattern of a number or a date.")]
    [InlineData("pattern: dd.MM.yyyy", "pattern: dd.MM.yyyy HH", "15:49", "This is no pattern of a number or a date.")]
    [InlineData("sum: salary, currency: salary_currency", "sum: salary", "17:12", "A sum needs its currency, and a currency its sum.")]
    [InlineData("sum: salary,", "sum: iban,", "17:31", "The partner 'acme' may not see 'iban'.")]
    [InlineData("header: true", "header: true\n  footer: true", "12:3", "The key 'footer' is not known here.")]
    public void Of_an_export(string right, string wrong, string place, params string[] problems) => Expect("exports/payroll.yaml", right, wrong, place, problems);

    [Theory]
    [InlineData("connection: acme-folder", "connection: acme", "3:27", "There is no connection 'acme'.")]
    [InlineData("connection: acme-folder", "connection: hr", "3:27", "The connection 'hr' takes no files.")]
    [InlineData("- {name: salary_currency,", "- {name: salary,", "8:12", "The field 'salary' stands here twice.")]
    [InlineData("- {name: employee_no,", "- {name: employeeno,", "5:12", "There is no dataset 'employeeno', and none has a column of this name.")]
    [InlineData("name: employee_no, purpose: payroll,", "name: employee_no,", "5:5", "The key 'purpose' is missing.")]
    public void Of_a_partner(string right, string wrong, string place, params string[] problems) =>
        Assert.Contains(new TestWorkspace().Change("partners/acme.yaml", right, wrong).Errors(), error =>
            error.File == "partners/acme.yaml" && $"{error.Line}:{error.Column}" == place && error.Problem == problems[0]);

    [Fact]
    public void Let_no_value_of_where_lead_a_file_name_astray()
    {
        var error = Assert.Single(new TestWorkspace()
            .Change("exports/payroll.yaml", "where: {company: DE}", "where: {last_name: ../x, company: DE}")
            .Change("exports/payroll.yaml", "payroll_{company}", "payroll_{last_name}")
            .Errors());

        Assert.Equal(("exports/payroll.yaml", 3, 20, "A value with / or \\ cannot stand in a file name."), (error.File, error.Line, error.Column, error.Problem));
    }

    [Fact]
    public void Of_a_mapping() =>
        Assert.Equal("mappings/staff.yaml:1:1: The mapping is broken. Mend it.", Assert.Single(new TestWorkspace().With("mappings/staff.yaml", "broken").Errors()).ToString());

    [Fact]
    public void Of_the_code_lists_of_a_mapping() =>
        Assert.Equal(
            "mappings/staff.yaml:4:16: There is no code list 'cost-centers'. Add crosswalks/cost-centers.csv. Did you mean 'cost-centres'?",
            Assert.Single(new TestWorkspace()
                .With("mappings/staff.yaml", "to: hr.person\nfields:\n  a: crosswalk(\"cost-centres\", x)\n  b: crosswalk(\"cost-centers\", y)\n").Errors()).ToString());

    [Fact]
    public void Of_the_code_lists_of_a_shipped_mapping() =>
        Assert.Equal(
            "pipelines/staff.yaml:2:10: The mapping 'Fec/accounts' needs the code list 'accounts'. Add crosswalks/accounts.csv.",
            Assert.Single(new TestWorkspace().Change("pipelines/staff.yaml", "mappings/staff.yaml", "Fec/accounts").Errors()).ToString());

    [Fact]
    public void Accept_a_setting_whose_form_only_the_secret_will_show() =>
        new TestWorkspace().Change("connections/hr.yaml", "folder: in/hr", "folder: in/hr\n  password: ${file:secrets/hr}").Valid();

    [Fact]
    public void Never_quote_a_plain_secret() =>
        Assert.DoesNotContain(new TestWorkspace().Change("connections/hr.yaml", "in/hr", "x\n  password: geheim").Errors(), error =>
            error.ToString().Contains("geheim", StringComparison.Ordinal));

    // The first problem's place comes first; further ones follow with or without a place of their own.
    private static void Expect(string file, string right, string wrong, string place, string[] problems)
    {
        var found = new TestWorkspace().Change(file, right, wrong).Errors().Select(error => $"{error.File}:{error.Line}:{error.Column}: {error.Problem}");
        var expected = new List<string>();
        foreach (var word in problems)
        {
            if (word.Length < 7 && word.Contains(':', StringComparison.Ordinal)) place = word;
            else expected.Add($"{file}:{place}: {word}");
        }

        Assert.Equal(expected, found);
    }
}
