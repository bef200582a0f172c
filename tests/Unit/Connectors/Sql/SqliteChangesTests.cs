using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Tests.Unit.Connectors.Sql;

public sealed class SqliteChangesTests : IDisposable
{
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_second_reading_starts_the_overlap_before_the_last_cursor()
    {
        Stamps(("1", "2026-01-31 11:00:00"), ("2", "2026-01-31 11:55:00.000"), ("3", "2026-01-31 12:00:00.250"));
        var first = await Read("5m");
        Assert.Equal(["1", "2", "3"], first.Keys());
        Assert.Equal(["2", "3"], (await Read("5m", first[^1].Checkpoint)).Keys());
        Assert.Equal(["3"], (await Read("10s", first[^1].Checkpoint)).Keys());
        Assert.Equal(["1", "2", "3"], (await Read("1d", first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_row_committed_late_with_an_older_stamp_is_seen_within_the_overlap()
    {
        Stamps(("1", "2026-01-31 12:00:00"));
        var first = await Read("5m");
        Stamps(("late", "2026-01-31 11:57:00"));
        var second = await Read("5m", first[^1].Checkpoint);
        Assert.Equal(["late", "1"], second.Keys());
        Assert.Equal(["late", "1"], (await Read("5m", second[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task Equal_cursors_across_a_page_edge_are_all_given_once()
    {
        Stamps([.. Enumerable.Range(1, 9).Select(n => ($"{n}", "2026-01-31 12:00:00"))]);
        var batches = await Read("0");
        Assert.True(batches.Count > 3);
        Assert.Equal(Enumerable.Range(1, 9).Select(n => $"{n}"), batches.Keys());
        foreach (var index in Enumerable.Range(0, batches.Count))
            Assert.Equal(batches.Skip(index + 1).Keys(), (await Source("0").BatchesAsync(Checkpoint.Start, batches[index].Checkpoint)).Keys());
    }

    [Fact]
    public async Task Rows_without_a_cursor_are_given_by_each_reading()
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("2", null), ("3", null), ("4", null));
        var first = await Read("0");
        Assert.Equal(["2", "3", "4", "1"], first.Keys());
        Stamps(("5", null));
        var second = await Read("0", first[^1].Checkpoint);
        Assert.Equal(["2", "3", "4", "5", "1"], second.Keys());
        Assert.Equal(["4", "5", "1"], (await Source("0").BatchesAsync(first[^1].Checkpoint, second[0].Checkpoint)).Keys());
    }

    [Fact]
    public async Task After_a_clock_was_set_back_everything_is_read_again()
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("2", "2026-01-31 10:00:00"));
        var first = await Read("5m");
        database.Run("UPDATE t SET at = '2026-01-31 09:00:00' WHERE id = '1'");
        var second = await Read("5m", first[^1].Checkpoint);
        Assert.Equal(["1", "2"], second.Keys());
        Assert.Equal(["2"], (await Read("5m", second[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_reading_that_finds_nothing_keeps_its_mark()
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("2", "2026-01-31 11:00:00"));
        var first = await Source("0").BatchesAsync(Checkpoint.Start);
        var second = await Read("0", first[^1].Checkpoint);
        Assert.Equal(["1"], second.Keys());
        Assert.True(second[^1].Ends);
        Assert.Equal(["1"], (await Read("0", second[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_mark_of_another_query_is_no_mark()
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("2", "2026-01-31 11:00:00"));
        var first = await Read("0");
        var other = database.Source("""{"query":"SELECT * FROM t WHERE id <> '9'","key":"id","cursor":"at"}""");
        Assert.Equal(["2", "1"], (await other.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_numeric_cursor_steps_back_by_its_number()
    {
        database.Run("CREATE TABLE n (id INTEGER PRIMARY KEY, version); INSERT INTO n VALUES (1, 100), (2, 95), (3, 94.5), (4, 90)");
        var source = database.Source("""{"table":"n","key":"id","cursor":"version","overlap":"5"}""");
        var first = await source.BatchesAsync(Checkpoint.Start);
        Assert.Equal(["4", "3", "2", "1"], first.Keys());
        Assert.Equal(["2", "1"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Theory]
    [InlineData("5m")]
    [InlineData("0")]
    public async Task A_row_with_an_odd_cursor_is_given_by_each_reading_and_hides_no_other(string overlap)
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("odd", "n/a"), ("day", "31.12.2025"), ("low", "12/31/2025"), ("no day", "2025-02-30"), ("never", "9999-12-31"), ("empty", ""), ("null", null));
        string[] odd = ["day", "empty", "low", "never", "no day", "null", "odd"];
        var first = await Read(overlap);
        Assert.Equal(["1", .. odd], first.Keys().Order(StringComparer.Ordinal));
        Stamps(("2", "2026-02-01 12:00:00"), ("late odd", "01/31/2026"));
        var second = await Read(overlap, first[^1].Checkpoint);
        Assert.Equal(["1", "2", "day", "empty", "late odd", "low", "never", "no day", "null", "odd"], second.Keys().Order(StringComparer.Ordinal));
        var third = await Read(overlap, second[^1].Checkpoint);
        Assert.Equal(["2", "day", "empty", "late odd", "low", "never", "no day", "null", "odd"], third.Keys().Order(StringComparer.Ordinal));
        Assert.Equal(["day", "empty", "late odd", "low", "never", "no day", "odd"], Remarked(third));
        Assert.Empty(Remarked(await Source(overlap).BatchesAsync(from: Checkpoint.Start)));
    }

    [Fact]
    public async Task A_text_among_numbers_and_an_infinite_number_hide_no_other()
    {
        database.Run("CREATE TABLE n (id INTEGER PRIMARY KEY, v); INSERT INTO n VALUES (1, 100), (2, 'n/a'), (3, 9e999), (4, x'00'), (5, 1)");
        foreach (var overlap in (string[])["0", "5"])
        {
            var source = database.Source($$"""{"table":"n","key":"id","cursor":"v","overlap":"{{overlap}}"}""");
            var first = await source.BatchesAsync(Checkpoint.Start);
            Assert.Equal(["5", "1", "3", "2", "4"], first.Keys());
            Assert.Equal(["2", "3", "4"], Remarked(first));
            Assert.Equal(["1", "3", "2", "4"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
        }
    }

    [Fact]
    public async Task Odd_cursors_across_page_edges_are_all_given_once()
    {
        Stamps([.. Enumerable.Range(1, 5).Select(n => ($"a{n}", (string?)"n/a")), .. Enumerable.Range(1, 5).Select(n => ($"s{n}", "2026-01-31")), .. Enumerable.Range(1, 3).Select(n => ($"z{n}", (string?)null))]);
        database.Run("INSERT INTO t VALUES ('x1', CAST(x'32ff' AS TEXT)), ('x2', CAST(x'32ff' AS TEXT)), ('x3', CAST(x'32ff' AS TEXT)), ('y', CAST(x'610062' AS TEXT)), ('y2', 'a')");
        var all = (await Read("1d")).Keys();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(18, all.Count);
        var since = (await Read("1d"))[^1].Checkpoint;
        var batches = await Read("1d", since);
        Assert.Equal(18, batches.Keys().Count);
        foreach (var index in Enumerable.Range(0, batches.Count))
            Assert.Equal(batches.Skip(index + 1).Keys(), (await Source("1d").BatchesAsync(since, batches[index].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_mark_that_was_odd_is_given_up_for_a_reading_of_everything()
    {
        Stamps(("1", "2026-01-31 12:00:00"), ("2", "n/a"));
        var old = (await Read("5m"))[^1].Checkpoint.Token.Replace("t:2026-01-31 12:00:00", "t:n/a", StringComparison.Ordinal);
        var second = await Read("5m", new Checkpoint(old));
        Assert.Equal(["1", "2"], second.Keys());
        Stamps(("0", "2025-01-01"));
        Assert.Equal(["1", "2"], (await Read("5m", second[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_cursor_that_counts_in_words_of_its_own_goes_on_by_its_bytes()
    {
        Stamps(("1", "01HZX"), ("2", "01HZY"));
        var first = await Read("0");
        Stamps(("3", "01HZZ"), ("0", "01HZW"));
        var second = await Read("0", first[^1].Checkpoint);
        Assert.Equal(["2", "3"], second.Keys());
        Assert.Empty(Remarked(second));
    }

    [Theory]
    [InlineData("'2026'", "5", "number")]
    [InlineData("7", "5m", "duration")]
    [InlineData("'yesterday'", "5m", "duration")]
    public async Task An_overlap_that_does_not_fit_the_cursor_is_for_people_to_mend(string value, string overlap, string named)
    {
        database.Run($"CREATE TABLE n (id INTEGER PRIMARY KEY, c); INSERT INTO n VALUES (1, {value})");
        var source = database.Source($$"""{"table":"n","key":"id","cursor":"c","overlap":"{{overlap}}"}""");
        var failed = await source.FailureAsync((await source.BatchesAsync(Checkpoint.Start))[^1].Checkpoint);
        Assert.Equal(Recovery.Reconfigure, failed.Recovery);
        Assert.Contains(named, failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("yesterday", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_during_a_reading_waits_for_the_next_one()
    {
        database.Run("PRAGMA journal_mode=WAL");
        Stamps([.. Enumerable.Range(1, 6).Select(n => ($"{n}", $"2026-01-31 12:00:0{n}"))]);
        List<RecordBatch> batches = [];
        await foreach (var batch in Source("0").ReadAsync(ReadRequest.Whole("s"), TestContext.Current.CancellationToken))
        {
            if (batches.Count == 0) database.Run("INSERT INTO t VALUES ('0', '2026-02-01'), ('9', '2026-02-01'); DELETE FROM t WHERE id = '5'");
            batches.Add(batch);
        }

        Assert.Equal(["1", "2", "3", "4", "5", "6"], batches.Keys());
        Assert.True(batches[^1].CompletesSnapshot);
        Assert.Equal(["0", "1", "2", "3", "4", "6", "9"], (await Source("0").BatchesAsync()).Keys());
    }

    [Fact]
    public async Task A_reading_of_an_empty_table_says_its_fields_and_completes_nothing()
    {
        Stamps();
        var batch = Assert.Single(await Source("0").BatchesAsync());
        Assert.Empty(batch.Records);
        Assert.Equal(["id", "at"], batch.Fields);
        Assert.False(batch.CompletesSnapshot);
        Assert.True(batch.Ends);
    }

    private static List<string> Remarked(IEnumerable<RecordBatch> batches) =>
        [.. batches.SelectMany(batch => batch.Records).Where(record => record.Remark?.Rule == RecordRemark.CursorUnfit).Select(record => record.Key).Order(StringComparer.Ordinal)];

    private SqlSource Source(string overlap) => database.Source($$"""{"table":"t","key":"id","cursor":"at","overlap":"{{overlap}}"}""");

    private Task<List<RecordBatch>> Read(string overlap, Checkpoint? since = null) => Source(overlap).BatchesAsync(since ?? Checkpoint.Start);

    private void Stamps(params (string Id, string? At)[] rows)
    {
        database.Run("CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, at TEXT)");
        foreach (var (id, at) in rows) database.Run($"INSERT INTO t VALUES ('{id}', {(at is null ? "NULL" : $"'{at}'")})");
    }
}
