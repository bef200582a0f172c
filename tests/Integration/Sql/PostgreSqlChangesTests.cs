using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Integration.Sql;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlChangesTests(PostgreSqlServer server)
{
    private readonly PostgreSqlTestDatabase database = server.Create();

    [Fact]
    public async Task A_microsecond_is_enough_to_be_behind_and_equal_stamps_are_read_again()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at timestamp); INSERT INTO t VALUES (1, '2026-01-31 12:00:00.000001'), (2, '2026-01-31 12:00:00.000002')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at"}""");
        var first = await source.BatchesAsync(Checkpoint.Start);
        database.Run("INSERT INTO t VALUES (3, '2026-01-31 12:00:00.000002'), (4, '2026-01-31 12:00:00.000003'), (0, '2026-01-31 12:00:00.000001')");
        Assert.Equal(["2", "3", "4"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Theory]
    [InlineData("timestamptz", "5m", "'2026-01-31 12:00+00'", "'2026-01-31 11:55+00'", "'2026-01-31 11:54:59+00'")]
    [InlineData("date", "2d", "'2026-02-01'", "'2026-01-30'", "'2026-01-29'")]
    [InlineData("varchar(30)", "5m", "'2026-01-31T12:00:00Z'", "'2026-01-31T11:55:00Z'", "'2026-01-31T11:54:59Z'")]
    [InlineData("bigint", "10", "100", "90", "89")]
    [InlineData("numeric", "0.5", "1.5", "1.0", "0.9")]
    [InlineData("float8", "1", "2.5", "1.5", "0.9")]
    public async Task A_reading_starts_the_overlap_before_the_last_cursor(string type, string overlap, string newest, string within, string before)
    {
        database.Run($"CREATE TABLE t (id int PRIMARY KEY, at {type}); INSERT INTO t VALUES (1, {newest}), (2, {within}), (3, {before})");
        var source = database.Source($$"""{"table":"t","key":"id","cursor":"at","overlap":"{{overlap}}"}""");
        var first = await source.BatchesAsync(Checkpoint.Start);
        Assert.Equal(["3", "2", "1"], first.Keys());
        Assert.Equal(["2", "1"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_row_committed_late_with_an_older_stamp_is_seen_within_the_overlap()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at timestamptz); INSERT INTO t VALUES (1, '2026-01-31 12:00:00')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"5m"}""");
        await using var open = database.Open();
        await using var late = await open.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var insert = new Npgsql.NpgsqlCommand("INSERT INTO t VALUES (2, '2026-01-31 11:58:00')", open)) await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var first = await source.BatchesAsync(Checkpoint.Start);
        Assert.Equal(["1"], first.Keys());
        await late.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["2", "1"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task Rows_without_a_cursor_are_given_by_each_reading()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at date); INSERT INTO t VALUES (1, '2026-01-31'), (2, NULL), (3, NULL), (4, '2026-01-01')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at"}""");
        var first = await source.BatchesAsync(Checkpoint.Start);
        Assert.Equal(["4", "1", "2", "3"], first.Keys());
        Assert.Equal(["1", "2", "3"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task After_a_clock_was_set_back_everything_is_read_again()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at timestamptz); INSERT INTO t VALUES (1, '2026-01-31 12:00'), (2, '2026-01-31 10:00')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"5m"}""");
        var first = await source.BatchesAsync(Checkpoint.Start);
        database.Run("UPDATE t SET at = '2026-01-31 09:00' WHERE id = 1");
        Assert.Equal(["1", "2"], (await source.BatchesAsync(first[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_reading_sees_one_moment_of_the_table()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 5000)");
        List<RecordBatch> batches = [];
        await foreach (var batch in database.Source("""{"table":"t","key":"id"}""", limits: new(500, 1 << 20, 1 << 20, 100, 4)).ReadAsync(ReadRequest.Whole("s"), TestContext.Current.CancellationToken))
        {
            if (batches.Count == 0) database.Run("INSERT INTO t VALUES (0), (9999); DELETE FROM t WHERE id = 4900");
            batches.Add(batch);
        }

        Assert.Equal(Enumerable.Range(1, 5000).Select(id => $"{id}"), batches.Keys());
        Assert.True(batches[^1].CompletesSnapshot);
    }

    [Theory]
    [InlineData("text", "5m", "'2026-01-31 12:00:00'", "'2026-02-01 12:00:00'", "'n/a'", "'12/31/2025'", "''", "'9999-12-31'")]
    [InlineData("text", "0", "'2026-01-31 12:00:00'", "'2026-02-01 12:00:00'", "'n/a'", "'12/31/2025'", "''", "'9999-12-31'")]
    [InlineData("timestamptz", "5m", "'2026-01-31 12:00'", "'2026-02-01 12:00'", "'infinity'", "'-infinity'", "'0001-01-01'", "'9999-12-31'")]
    [InlineData("date", "0", "'2026-01-31'", "'2026-02-01'", "'infinity'", "'-infinity'", "'0044-03-15 BC'", "'9999-12-31'")]
    [InlineData("float8", "0.5", "1.5", "2.5", "'NaN'", "'Infinity'", "'-Infinity'", "1e301")]
    [InlineData("numeric", "0.5", "1.5", "2.5", "'NaN'", "'NaN'", "'NaN'", "'NaN'")]
    public async Task A_row_with_an_odd_cursor_is_given_by_each_reading_and_hides_no_other(string type, string overlap, string first, string second, params string[] odd)
    {
        database.Run($"CREATE TABLE t (id text PRIMARY KEY, at {type}); INSERT INTO t VALUES ('1', {first}), ('null', NULL), {string.Join(", ", odd.Select((value, n) => $"('odd {n}', {value})"))}");
        string[] always = ["null", .. odd.Select((_, n) => $"odd {n}")];
        var source = database.Source($$"""{"table":"t","key":"id","cursor":"at","overlap":"{{overlap}}"}""");
        var one = await source.BatchesAsync(Checkpoint.Start);
        Assert.Equal(["1", .. always], one.Keys().Order(StringComparer.Ordinal));
        database.Run($"INSERT INTO t VALUES ('2', {second})");
        var two = await source.BatchesAsync(one[^1].Checkpoint);
        Assert.Equal(["1", "2", .. always], two.Keys().Order(StringComparer.Ordinal));
        var three = await source.BatchesAsync(two[^1].Checkpoint);
        Assert.Equal(["2", .. always], three.Keys().Order(StringComparer.Ordinal));
        Assert.Equal(always.Skip(1), three.Records().Where(record => record.Remark?.Rule == RecordRemark.CursorUnfit).Select(record => record.Key).Order(StringComparer.Ordinal));
        foreach (var index in Enumerable.Range(0, three.Count))
            Assert.Equal(three.Skip(index + 1).Keys(), (await source.BatchesAsync(two[^1].Checkpoint, three[index].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_day_that_its_month_does_not_have_is_counted_from_the_end_of_the_month()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at text); INSERT INTO t VALUES (1, '2026-02-31 12:00:00'), (2, '2026-02-28'), (3, '2026-02-26')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"1d"}""");
        Assert.Equal(["2", "1"], (await source.BatchesAsync((await source.BatchesAsync(Checkpoint.Start))[^1].Checkpoint)).Keys());
    }

    [Fact]
    public async Task A_text_cursor_without_any_date_is_for_people_to_mend()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at text); INSERT INTO t VALUES (1, 'n/a')");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"5m"}""");
        var failed = await source.FailureAsync((await source.BatchesAsync(Checkpoint.Start))[^1].Checkpoint);
        Assert.Equal("overlap.unfit", failed.Code);
        Assert.DoesNotContain("n/a", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overlap_that_does_not_fit_the_cursor_is_for_people_to_mend()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, at timestamptz); INSERT INTO t VALUES (1, now())");
        var source = database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"5"}""");
        Assert.Equal("overlap.unfit", (await source.FailureAsync((await source.BatchesAsync(Checkpoint.Start))[^1].Checkpoint)).Code);
    }
}
