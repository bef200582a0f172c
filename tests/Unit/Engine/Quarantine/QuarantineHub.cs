using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Engine.Quarantine;

/// <summary>A whole engine over files whose records a test writes.</summary>
internal sealed class QuarantineHub : IAsyncDisposable
{
    public static readonly Actor Anna = new("anna", "anna");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("quarantine ");
    private int files;
    private HubEngine engine = null!;

    public HubEngine Engine => engine;

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));

    public string Folder => folder.FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<QuarantineHub> OpenAsync(string? mapping = null, string pipeline = "owner: payroll\n")
    {
        var hub = new QuarantineHub();
        hub.Write("hub.yaml", "name: test\ncompanies:\n  DE: {name: Test, country: DE, currency: EUR}\n");
        hub.Write("connections/erp.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  people:\n    files: \"*.ndjson\"\n    format: ndjson\n    key: no\n    record-url: https://erp.example/p/{key}?no={no}\n    formats: {decimal: \",\", group: \".\", date: [dd.MM.yyyy], \"null\": [\"n/a\"]}\n    totals: [pay]\n");
        hub.Write("pipelines/people.yaml", "from: {connection: erp, stream: people}\nmapping: mappings/people.yaml\nsync: full\ndeletes: {guard: 100%}\n" + pipeline);
        hub.Write("crosswalks/periods.csv", "from,to,valid_from,valid_to,owner\nMONAT,month,,,hr\nSTUNDE,hour,,,hr\n");
        hub.Write("mappings/people.yaml", mapping ?? Mapping);
        hub.engine = await HubEngine.OpenAsync(new(Path.Combine(hub.Folder, "hub.db"), Path.Combine(hub.Folder, "landing"), hub.Folder, new ConnectorCatalog(), hub.Clock), Ct);
        await hub.PublishAsync();
        return hub;
    }

    public const string Mapping = """
        maps:
          - to: hr.person
            key: no
            fields:
              lastName: name
          - to: hr.compensation
            key: no
            fields:
              validFrom: date(since)
              employment: no
              amount: money(pay)
              currency: currency
              payPeriod: crosswalk('periods', period)
            rules:
              - when: amount < 0
                issue: pay.negative
                owner: finance

        """;

    public static string Person(string no, string name = "Weber", string since = "01.01.2026", string pay = "\"4.250,50\"", string period = "MONAT", string currency = "EUR") =>
        $$"""{"no":"{{no}}","name":"{{name}}","since":"{{since}}","pay":{{pay}},"period":"{{period}}","currency":"{{currency}}"}""";

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, path))!);
        File.WriteAllText(Path.Combine(Folder, path), text);
    }

    public async Task PublishAsync()
    {
        var published = await engine.Publisher.PublishAsync(Folder, Anna, Ct);
        Assert.True(published.Workspace is not null, string.Join("\n", published.Errors));
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets the source give these records as its whole, and reads it.</summary>
    public async Task<RunCounts> ReadAsync(params string[] records)
    {
        // Empty lines tell two files with the same records apart.
        Write($"in/{++files}.ndjson", string.Join('\n', records) + new string('\n', files));
        var ticket = (await engine.Starter.StartAsync(new("people", "hand"), Ct))[^1];
        var outcome = await engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, Ct);
        Assert.Equal(RunState.Completed, outcome.State);
        Clock.Advance(TimeSpan.FromHours(1));
        return outcome.Counts;
    }

    public Task<IReadOnlyList<QuarantineItem>> WaitingAsync() => engine.Quarantine.ListAsync(null, Ct);

    public T? Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "hub.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? (T)Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture) : default;
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
