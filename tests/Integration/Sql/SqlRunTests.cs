using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Sql;

/// <summary>Runs over a database that goes on changing: what the hub holds afterwards is what stands there.</summary>
public sealed class SqlRunTests : IAsyncLifetime
{
    private const string Held = "SELECT source_key, last_name FROM v_hr_person ORDER BY source_key";

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("sql runs ");
    private TestHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Put("hub.yaml", "name: sql\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/hr.yaml", "connector: sqlite\nsettings: {database: data/hr.db}\nstreams:\n  staff: {table: staff, key: id, cursor: updated_at, overlap: 5m}\n");
        Put("mappings/m.yaml", "to: hr.person\nkey: id\nfields:\n  lastName: name\n");
        Put("pipelines/changes.yaml", "from: {connection: hr, stream: staff}\nmapping: mappings/m.yaml\nsync: incremental\n");
        Put("pipelines/all.yaml", "from: {connection: hr, stream: staff}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 50%}\n");
        hub = await TestHub.OpenAsync(workspace.FullName, Ct);
        Directory.CreateDirectory(Path.Combine(hub.Folder, "data"));
        Sql("PRAGMA journal_mode=WAL; CREATE TABLE staff (id INTEGER, name TEXT, updated_at TEXT)");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        workspace.Delete(recursive: true);
    }

    [Fact]
    public async Task An_incremental_run_takes_inserts_updates_and_late_commits_and_skips_what_it_knows()
    {
        Only("changes");
        Sql("INSERT INTO staff VALUES (1, 'Weber', '2026-01-31 10:00:00'), (2, 'Rossi', '2026-01-31 11:58:00'), (3, 'Kim', '2026-01-31 12:00:00'), (4, 'Nil', NULL)");
        Assert.Equal((4, 4, 0), Counts(await RunAsync("changes")));

        Sql("UPDATE staff SET name = 'Rossi-Bianchi', updated_at = '2026-01-31 12:30:00' WHERE id = 2; INSERT INTO staff VALUES (5, 'New', '2026-01-31 12:31:00'), (6, 'Late', '2026-01-31 11:57:00'); UPDATE staff SET name = 'Null' WHERE id = 4; DELETE FROM staff WHERE id = 1");
        Assert.Equal((5, 4, 1), Counts(await RunAsync("changes")));
        Assert.Equal(["1|Weber", "2|Rossi-Bianchi", "3|Kim", "4|Null", "5|New", "6|Late"], hub.Read(Held));

        Assert.Equal((3, 0, 3), Counts(await RunAsync("changes")));
        Assert.Equal((3, 0, 3), Counts(await RunAsync("changes")));
    }

    [Fact]
    public async Task A_full_run_reads_all_again_and_deletes_what_is_gone_within_its_guard()
    {
        Only("all");
        Sql("INSERT INTO staff VALUES (1, 'Weber', NULL), (2, 'Rossi', NULL), (3, 'Kim', NULL), (4, 'Nil', NULL)");
        Assert.Equal((4, 4, 0), Counts(await RunAsync("all")));

        Sql("UPDATE staff SET name = 'Rossi-Bianchi' WHERE id = 2; INSERT INTO staff VALUES (5, 'New', NULL); DELETE FROM staff WHERE id = 1");
        var second = await RunAsync("all");
        Assert.Equal((4, 2, 2), Counts(second));
        Assert.Equal(1, second.Counts.Deleted);
        Assert.Equal(["2|Rossi-Bianchi", "3|Kim", "4|Nil", "5|New"], hub.Read(Held));

        Sql("DELETE FROM staff");
        Assert.Equal((0, 0, 0), Counts(await RunAsync("all")));
        Sql("INSERT INTO staff VALUES (5, 'New', NULL)");
        Assert.Equal(0, (await RunAsync("all")).Counts.Deleted);
        Assert.Equal(["2|Rossi-Bianchi", "3|Kim", "4|Nil", "5|New"], hub.Read(Held));
        Assert.Equal(["deletes.held"], hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL AND rule LIKE 'deletes%'"));
    }

    [Theory]
    [InlineData("changes")]
    [InlineData("all")]
    public async Task A_run_that_was_cut_off_goes_on_where_it_was_though_rows_have_moved(string pipeline)
    {
        Only(pipeline);
        Sql("WITH n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 12000) INSERT INTO staff SELECT n, 'Name ' || n, strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', n || ' seconds') FROM n");
        using (var stop = new CancellationTokenSource())
        {
            Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
            var ticket = Assert.Single(await hub.Engine.Starter.StartAsync(new(pipeline, "hand"), Ct));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.Engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, new Cut(stop), stop.Token));
        }

        Assert.Equal(["5000"], hub.Read("SELECT count(*) FROM v_hr_person"));
        Sql("UPDATE staff SET name = 'Moved', updated_at = '2026-02-01 00:00:00' WHERE id = 7; UPDATE staff SET name = 'Changed', updated_at = '2026-02-01 00:00:01' WHERE id = 11000; DELETE FROM staff WHERE id = 12000; INSERT INTO staff VALUES (12001, 'New', '2026-02-01 00:00:02')");
        var outcomes = await hub.RunAsync(pipeline, Ct);

        Assert.Equal([RunState.Completed, RunState.Completed], outcomes.Select(outcome => outcome.State));
        Assert.All(outcomes, outcome => Assert.Equal(0, outcome.Counts.Quarantined));
        Assert.Equal(pipeline == "all" ? 12000 : 12001, outcomes[0].Counts.Read);
        Assert.Equal(Rows("SELECT id || '|' || name FROM staff ORDER BY CAST(id AS TEXT)"), hub.Read(Held));
    }

    [Fact]
    public async Task Rows_of_one_key_wait_in_quarantine_on_every_run_the_same()
    {
        Only("all");
        Sql("INSERT INTO staff VALUES (1, 'Weber', NULL), (1, 'Weber again', NULL), (1, 'And again', NULL), (2, 'Rossi', NULL), (NULL, 'Nobody', NULL)");
        for (var run = 0; run < 2; run++)
        {
            Assert.Equal(3, (await RunAsync("all")).Counts.Quarantined);
            Assert.Equal(["1 (no. 2)|key.duplicate", "1 (no. 3)|key.duplicate", "\\N|key.missing"], (await hub.Engine.Quarantine.ListAsync(null, Ct)).Select(item => $"{item.Key}|{item.Issues[0].Code}").Order(StringComparer.Ordinal));
            Assert.Equal(["1|Weber", "2|Rossi"], hub.Read(Held));
        }
    }

    [Fact]
    public async Task A_row_that_waited_goes_in_when_it_is_mended()
    {
        Only("changes");
        Sql("INSERT INTO staff VALUES (1, CAST(x'ff' AS TEXT), '2026-01-31'), (2, 'Rossi', '2026-01-31')");
        Assert.Equal(1, (await RunAsync("changes")).Counts.Quarantined);
        Sql("UPDATE staff SET name = 'Weber', updated_at = '2026-02-01' WHERE id = 1");
        Assert.Equal(0, (await RunAsync("changes")).Counts.Quarantined);
        Assert.Empty(await hub.Engine.Quarantine.ListAsync(null, Ct));
        Assert.Equal(["1|Weber", "2|Rossi"], hub.Read(Held));
    }

    [Fact]
    public async Task Control_totals_tie_for_what_an_incremental_run_gave()
    {
        hub.Put("connections/hr.yaml", "connector: sqlite\nsettings: {database: data/hr.db}\nstreams:\n  staff: {query: \"SELECT *, id * 100 AS pay, '2026-01-01' AS day FROM staff\", key: id, cursor: updated_at, totals: [pay]}\n"u8.ToArray());
        hub.Put("mappings/m.yaml", "to: hr.compensation\nkey: id\nfields:\n  validFrom: date(day)\n  employment: id\n  amount: money(pay)\n  currency: \"'EUR'\"\n"u8.ToArray());
        Only("changes");
        Sql("INSERT INTO staff VALUES (1, 'Weber', '2026-01-01'), (2, 'Rossi', '2026-01-02'), (3, 'Kim', '2026-01-03')");
        foreach (var expected in (decimal[])[600, 300, 0])
        {
            await RunAsync("changes");
            var total = (await hub.Engine.Totals.ReadAsync(Ct)).SingleOrDefault();
            Assert.Equal((expected, expected), (total?.Source ?? 0, total?.Canonical ?? 0));
            if (expected == 300) Sql("DELETE FROM staff");
        }
    }

    [Fact]
    public async Task A_column_that_the_mapping_reads_and_that_is_gone_stops_the_run()
    {
        Only("all");
        Sql("INSERT INTO staff VALUES (1, 'Weber', NULL)");
        await RunAsync("all");
        Sql("ALTER TABLE staff RENAME COLUMN name TO full_name");
        var outcome = await RunAsync("all");
        Assert.Equal((RunState.Failed, "source.field-vanished"), (outcome.State, outcome.ErrorCode));
        Assert.Equal(["1|Weber"], hub.Read(Held));
    }

    private static (long Read, long Mapped, long Unchanged) Counts(RunOutcome outcome) => (outcome.Counts.Read, outcome.Counts.Mapped, outcome.Counts.Unchanged);

    // Two pipelines over one stream skip nothing, for either may not have mapped a row yet.
    private void Only(string pipeline) => File.Delete(Path.Combine(hub.Folder, "pipelines", pipeline == "all" ? "changes.yaml" : "all.yaml"));

    private async Task<RunOutcome> RunAsync(string pipeline) => Assert.Single(await hub.RunAsync(pipeline, Ct));

    private void Put(string name, string content)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "data", "hr.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Sql(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Rows(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Asks to stop at the first commit.</summary>
    private sealed class Cut(CancellationTokenSource stop) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => stop.Cancel();
    }
}
