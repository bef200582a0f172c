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

    private SqlSource Source(string overlap) => database.Source($$"""{"table":"t","key":"id","cursor":"at","overlap":"{{overlap}}"}""");

    private Task<List<RecordBatch>> Read(string overlap, Checkpoint? since = null) => Source(overlap).BatchesAsync(since ?? Checkpoint.Start);

    private void Stamps(params (string Id, string? At)[] rows)
    {
        database.Run("CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, at TEXT)");
        foreach (var (id, at) in rows) database.Run($"INSERT INTO t VALUES ('{id}', {(at is null ? "NULL" : $"'{at}'")})");
    }
}
