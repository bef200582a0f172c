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
        Many(12_000);
        await PublishAsync();
        await CutAsync(Assert.Single(await hub.Engine.Starter.StartAsync(new(pipeline, "hand"), Ct)).RunId);

        Assert.Equal(["5000"], hub.Read("SELECT count(*) FROM v_hr_person"));
        Sql("UPDATE staff SET name = 'Moved', updated_at = '2026-02-01 00:00:00' WHERE id = 7; UPDATE staff SET name = 'Changed', updated_at = '2026-02-01 00:00:01' WHERE id = 11000; DELETE FROM staff WHERE id = 12000; INSERT INTO staff VALUES (12001, 'New', '2026-02-01 00:00:02')");
        var gone = await RunAsync(pipeline);

        Assert.Equal((RunState.Completed, 0), (gone.State, gone.Counts.Quarantined));
        Assert.Equal(pipeline == "all" ? 12000 : 12001, gone.Counts.Read);
        // What moved below its place comes with the next reading; where rows are read by their cursor, it moves up.
        if (pipeline == "all") Assert.Equal(0, (await RunAsync(pipeline)).Counts.Quarantined);
        Assert.Equal(Rows("SELECT id || '|' || name FROM staff ORDER BY CAST(id AS TEXT)"), hub.Read(Held));
    }

    [Theory]
    [InlineData("changes")]
    [InlineData("all")]
    public async Task However_often_it_was_cut_off_one_reading_brings_everything(string pipeline)
    {
        Only(pipeline);
        Many(26_000);
        await PublishAsync();
        for (var cut = 0; cut < 5; cut++) await CutAsync(Assert.Single(await hub.Engine.Starter.StartAsync(new(pipeline, "hand"), Ct)).RunId);
        var run = await RunAsync(pipeline);
        Assert.Equal((RunState.Completed, 26_000), (run.State, run.Counts.Read));
        Assert.Equal(["1|Completed|26000"], hub.Read("SELECT count(*), max(state), (SELECT sum(read) FROM commit_log) FROM run"));
        Assert.Equal(Rows("SELECT id || '|' || name FROM staff ORDER BY CAST(id AS TEXT)"), hub.Read(Held));
    }

    [Fact]
    public async Task Of_the_instants_that_passed_while_a_reading_was_cut_off_the_last_one_stands_for_all()
    {
        Only("all");
        Many(12_000);
        await PublishAsync();
        var first = Assert.Single(await hub.Engine.Starter.StartAsync(Due(1), Ct)).RunId;
        await CutAsync(first);
        for (var day = 2; day < 6; day++) await CutAsync((await hub.Engine.Starter.StartAsync(Due(day), Ct))[0].RunId, commits: 0);

        var outcomes = await ExecuteAsync(Due(6));
        Assert.Equal(first, outcomes[0].RunId);
        Assert.Equal((RunState.Completed, 12_000), (outcomes[0].State, outcomes[0].Counts.Read));
        Assert.Equal((RunState.Completed, 12_000), (outcomes[^1].State, outcomes[^1].Counts.Read));
        Assert.All(outcomes.Skip(1).SkipLast(1), outcome => Assert.Equal((RunState.Abandoned, null), (outcome.State, outcome.ErrorCode)));
        Assert.Equal(["Abandoned|run.superseded|4", "Completed||2"], hub.Read("SELECT state, error_code, count(*) FROM run GROUP BY 1, 2 ORDER BY 1"));
        Assert.Equal("24000", Assert.Single(hub.Read("SELECT sum(read) FROM commit_log")));
    }

    [Fact]
    public async Task A_reading_of_an_older_workspace_gives_way_to_one_of_the_new()
    {
        Only("all");
        Many(12_000);
        await PublishAsync();
        await CutAsync(Assert.Single(await hub.Engine.Starter.StartAsync(new("all", "hand"), Ct)).RunId);
        hub.Put("mappings/m.yaml", "to: hr.person\nkey: id\nfields:\n  lastName: upper(name)\n"u8.ToArray());
        var outcomes = await hub.RunAsync("all", Ct);
        Assert.Equal([RunState.Abandoned, RunState.Completed], outcomes.Select(outcome => outcome.State));
        Assert.Equal(Rows("SELECT id || '|' || upper(name) FROM staff ORDER BY CAST(id AS TEXT)"), hub.Read(Held));
    }

    [Fact]
    public async Task Runs_that_an_older_hub_left_behind_come_to_one_reading()
    {
        Only("all");
        Many(6_000);
        await PublishAsync();
        var first = Assert.Single(await hub.Engine.Starter.StartAsync(new("all", "hand"), Ct)).RunId;
        await CutAsync(first);
        for (var left = 0; left < 5; left++) Store($"INSERT INTO run (id, pipeline, kind, occurrence, \"trigger\", state, attempt, workspace_hash, mode, started_at, heartbeat_at, counts) SELECT '{Guid.CreateVersion7()}', pipeline, kind, 'hand:{left}', \"trigger\", 'Queued', 1, workspace_hash, mode, started_at, heartbeat_at, '{{}}' FROM run WHERE id = '{first}'");
        var outcomes = await hub.RunAsync("all", Ct);
        Assert.Equal([first, outcomes[^1].RunId], outcomes.Where(outcome => outcome.State == RunState.Completed).Select(outcome => outcome.RunId));
        Assert.Equal(["Abandoned|4", "Completed|2"], hub.Read("SELECT state, count(*) FROM run GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task A_row_with_an_odd_cursor_is_mapped_and_told_once_until_it_is_mended()
    {
        const string Open = "SELECT rule, subject, source_key, detail FROM finding WHERE closed_commit IS NULL ORDER BY source_key";
        Only("changes");
        Sql("INSERT INTO staff VALUES (1, 'Weber', '2026-01-31 10:00:00'), (2, 'Rossi', 'n/a'), (3, 'Kim', NULL)");
        Assert.Equal((3, 3, 0), Counts(await RunAsync("changes")));
        Assert.Equal(["""cursor.unfit|staff|2|{"field":"updated_at"}"""], hub.Read(Open));
        Sql("INSERT INTO staff VALUES (4, 'New', '2026-02-01 10:00:00'); UPDATE staff SET name = 'Rossi-Bianchi' WHERE id = 2");
        Assert.Equal((4, 2, 2), Counts(await RunAsync("changes")));
        Assert.Equal((3, 0, 3), Counts(await RunAsync("changes")));
        Assert.Equal(["1|Weber", "2|Rossi-Bianchi", "3|Kim", "4|New"], hub.Read(Held));
        Assert.Equal(["1"], hub.Read("SELECT count(*) FROM finding WHERE rule = 'cursor.unfit'"));
        Sql("UPDATE staff SET updated_at = '2026-02-02' WHERE id = 2");
        await RunAsync("changes");
        Assert.Empty(hub.Read(Open));
    }

    [Fact]
    public async Task Of_very_many_odd_cursors_a_hundred_are_told_and_the_others_counted()
    {
        Only("changes");
        Sql("WITH n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 6000) INSERT INTO staff SELECT n, 'Name', CASE WHEN n = 1 THEN '2026-01-01' ELSE 'n/a' END FROM n");
        await RunAsync("changes");
        Assert.Equal(["100|5899"], hub.Read("SELECT count(source_key), max(json_extract(detail, '$.more')) FROM finding WHERE rule = 'cursor.unfit'"));
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

    private static StartRun Due(int day) => new("all", "schedule") { Due = new DateTimeOffset(2026, 1, day, 6, 0, 0, TimeSpan.Zero) };

    private void Many(int rows) =>
        Sql($"WITH n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {rows}) INSERT INTO staff SELECT n, 'Name ' || n, strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', n || ' seconds') FROM n");

    private async Task PublishAsync() => Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);

    /// <summary>Executes a run and stops it, as a killed process stops: at its first commit, or before any.</summary>
    private async Task CutAsync(Guid run, int commits = 1)
    {
        using var stop = new CancellationTokenSource();
        if (commits == 0) await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.Engine.Slices.ExecuteAsync(run, SliceExecutor.Whole, new Cut(stop), stop.Token));
    }

    private async Task<List<RunOutcome>> ExecuteAsync(StartRun request)
    {
        List<RunOutcome> outcomes = [];
        foreach (var ticket in await hub.Engine.Starter.StartAsync(request, Ct)) outcomes.Add(await hub.Engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, Ct));
        return outcomes;
    }

    private async Task<RunOutcome> RunAsync(string pipeline) => Assert.Single(await hub.RunAsync(pipeline, Ct));

    private void Put(string name, string content)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private SqliteConnection Open(string file = "data/hr.db")
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, file)};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Sql(string sql) => Execute("data/hr.db", sql);

    private void Store(string sql) => Execute("store/hub.db", sql);

    private void Execute(string file, string sql)
    {
        using var connection = Open(file);
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
