using System.Text;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

/// <summary>A whole, valid workspace to make mistakes in.</summary>
internal sealed class TestWorkspace
{
    public const string Hub =
        """
        name: demo
        companies:
          DE: {name: Muster GmbH, country: DE, currency: EUR}
          IT: {name: Esempio SpA, country: IT, currency: EUR}
        time-zone: Europe/Berlin
        secrets: {allow: ["env:BACKOFFICE_", "file:secrets/"]}
        """;

    public const string Connection =
        """
        connector: file
        settings:
          folder: in/hr
        streams:
          staff:
            files: "staff*.csv"
            formats: {decimal: ",", group: ".", date: [dd.MM.yyyy], "null": ["", "N/A"]}
            totals: [Gehalt]
        """;

    public const string Pipeline =
        """
        from: {connection: hr, stream: staff}
        mapping: mappings/staff.yaml
        sync: full
        schedule: {cron: "0 6 * * 1-5", zone: Europe/Rome}
        deletes: {guard: 7.5%}
        """;

    public const string Export =
        """
        partner: acme
        dataset: payroll
        where: {company: DE}
        file-name: "payroll_{company}_{period}_{number}.csv"
        approvals: 2
        layout:
          delimiter: ";"
          encoding: windows-1252
          decimal: ","
          line-end: crlf
          header: true
          opens-in: machine
          columns:
            - {name: Personalnummer, from: employee_no}
            - {name: Eintritt, from: hired_on, pattern: dd.MM.yyyy}
            - {name: Gehalt, from: salary, pattern: "0.00"}
          trailer: {mark: SUMME, sum: salary, currency: salary_currency}
        cut-off: {cron: "0 18 25 * *", zone: Europe/Rome}
        """;

    public const string Partner =
        """
        title: ACME Payroll Bureau
        country: DE
        destination: {connection: acme-folder}
        fields:
          - {name: employee_no, purpose: payroll, legal-basis: GDPR Art. 6(1)(b)}
          - {name: hired_on, purpose: payroll, legal-basis: GDPR Art. 6(1)(b)}
          - {name: salary, purpose: payroll, legal-basis: GDPR Art. 6(1)(b)}
          - {name: salary_currency, purpose: payroll, legal-basis: GDPR Art. 6(1)(b)}
        """;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Datasets { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["payroll"] = ["company", "employee_no", "last_name", "hired_on", "salary", "salary_currency", "iban"],
    };

    public Dictionary<string, string> Texts { get; } = new()
    {
        ["hub.yaml"] = Hub,
        ["connections/hr.yaml"] = Connection,
        ["connections/acme-folder.yaml"] = "connector: folder\nsettings: {path: out/acme}\n",
        ["pipelines/staff.yaml"] = Pipeline,
        ["pipelines/ledger.yaml"] = "from: {connection: hr, stream: staff}\nmapping: Fec/ledger\nschedule: \"30 4 * * *\"\n",
        ["exports/payroll.yaml"] = Export,
        ["partners/acme.yaml"] = Partner,
        ["mappings/staff.yaml"] = "to: hr.person\n",
        ["crosswalks/cost-centres.csv"] = "from,to,valid_from,valid_to,owner\n",
    };

    public IReadOnlyList<WorkspaceFile> Files => [.. Texts.Select(text => WorkspaceHash.File(text.Key, Encoding.UTF8.GetBytes(text.Value)))];

    public TestWorkspace With(string path, string text)
    {
        Texts[path] = text;
        return this;
    }

    public TestWorkspace Without(string path)
    {
        Texts.Remove(path);
        return this;
    }

    /// <summary>Puts a mistake in place of something that must be there.</summary>
    public TestWorkspace Change(string path, string right, string wrong)
    {
        Assert.Contains(right, Texts[path], StringComparison.Ordinal);
        return With(path, Texts[path].Replace(right, wrong, StringComparison.Ordinal));
    }

    public Workspace? Load(ICollection<FileError> errors) => WorkspaceLoader.Load(Files, "/ws", new TestCatalog(), Datasets, new TestMappings(), errors);

    public Workspace Valid()
    {
        var errors = new List<FileError>();
        var workspace = Load(errors);
        Assert.Empty(errors);
        return workspace!;
    }

    public IReadOnlyList<FileError> Errors()
    {
        var errors = new List<FileError>();
        Assert.Null(Load(errors));
        return errors;
    }

    public void WriteTo(string folder)
    {
        foreach (var (path, text) in Texts)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workspace ").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
