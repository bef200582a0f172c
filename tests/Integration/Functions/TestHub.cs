using System.Globalization;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>A hub with one published ledger pipeline, in a folder that is gone when the test is over.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backoffice hub ");

    private TestHub()
    {
    }

    public string Workspace => Path.Combine(folder.FullName, "workspace");

    public HubEngine Engine { get; private set; } = null!;

    public Dictionary<string, string> Settings => new()
    {
        ["BACKOFFICE_STORE"] = Store,
        ["BACKOFFICE_LANDING"] = Landing,
        ["BACKOFFICE_WORKSPACE"] = Workspace,
    };

    private string Store => Path.Combine(folder.FullName, "hub.db");

    private string Landing => Path.Combine(folder.FullName, "landing");

    /// <param name="lines">How many ledger lines wait in the source's folder.</param>
    public static async Task<TestHub> PublishAsync(int lines)
    {
        var hub = new TestHub();
        hub.Write("hub.yaml", "name: test\ncompanies:\n  DE: {name: Muster GmbH, country: DE, currency: EUR}\ntime-zone: Europe/Berlin\n");
        hub.Write("connections/books.yaml",
            """
            connector: file
            settings: {folder: in}
            streams:
              ledger: {files: "ledger*.csv", delimiter: ";", key: id, formats: {decimal: ".", date: [yyyy-MM-dd]}, totals: [debit]}
            """);
        hub.Write("pipelines/ledger.yaml", "from: {connection: books, stream: ledger}\nmapping: mappings/ledger.yaml\nsync: incremental\nschedule: \"0 6 * * *\"\n");
        hub.Write("mappings/ledger.yaml",
            """
            maps:
              - to: accounting.journal-line
                key: id
                fields: {entry: entry, account: account, debit: money(debit), credit: money(credit), currency: "'EUR'", postingDate: date(date), company: "'DE'"}
              - to: accounting.journal-entry
                key: entry
                order: date(date)
                fields: {number: entry, postingDate: date(date), company: "'DE'"}
            """);
        hub.Write("in/ledger.csv", Ledger(lines));
        hub.Engine = await HubEngine.OpenAsync(new(hub.Store, hub.Landing, hub.Workspace, new ConnectorCatalog(), TimeProvider.System), default);
        var published = await hub.Engine.Publisher.PublishAsync(hub.Workspace, "test", default);
        Assert.Empty(published.Errors);
        return hub;
    }

    /// <summary>Starts the one run that waits.</summary>
    public async Task<Guid> StartAsync() => Assert.Single(await Engine.Starter.StartAsync(new("ledger", "function"), default)).RunId;

    public async Task<RunSummary> RunAsync(Guid runId) => (await Engine.Runs.ShowAsync(runId.ToString(), default)).Run;

    /// <summary>Everything a run leaves behind, but for ids, times and the fence, as one text per row.</summary>
    public IReadOnlyList<string> Content() =>
    [
        .. Rows("SELECT * FROM accounting_journal_line ORDER BY source_key"),
        .. Rows("SELECT * FROM accounting_journal_entry ORDER BY source_key"),
        .. Rows("SELECT connection, stream, \"key\", hex(raw_hash), position, deleted FROM raw ORDER BY \"key\""),
        .. Rows("SELECT entity, source_key, raw_key, hex(row_hash) FROM entity_raw ORDER BY entity, source_key, raw_key"),
        .. Rows("SELECT stream, \"key\", issues, state FROM quarantine ORDER BY \"key\""),
        .. Rows("SELECT rule, subject, source_key, detail FROM finding ORDER BY rule, subject, source_key"),
        .. Rows("SELECT count(*), entity FROM history GROUP BY entity ORDER BY entity"),
        .. Rows("SELECT sum(read), sum(mapped), sum(unchanged), sum(quarantined), sum(deleted) FROM commit_log"),
        .. Rows("SELECT state, counts FROM run"),
    ];

    public long Commits() => long.Parse(Rows("SELECT count(*) FROM commit_log").Single(), CultureInfo.InvariantCulture);

    public void ReplaceLedger(string text) => Write("in/ledger.csv", text);

    /// <summary>Makes the store unreadable for whoever opens it next.</summary>
    public void BreakStore()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(Store);
        Directory.CreateDirectory(Store);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var told = Enumerable.Range(0, reader.FieldCount).Where(column => reader.GetName(column) is not ("identity_id" or "commit_id")).ToList();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join('|', told.Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(Workspace, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    // Two lines make an entry; every thousandth line has an unreadable date, so that its entry does not balance.
    private static string Ledger(int lines) => "id;entry;account;debit;credit;date\n" + string.Concat(Enumerable.Range(1, lines).Select(line =>
    {
        var (amount, date) = ($"{line / 2 + 1}.50", line % 1000 == 0 ? "unknown" : $"2026-{line % 12 + 1:00}-15");
        return line % 2 == 0 ? $"{line};E{line / 2};4400;0.00;{amount};{date}\n" : $"{line};E{line / 2};1200;{amount};0.00;{date}\n";
    }));
}
