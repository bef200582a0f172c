using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Tests.Unit.Connectors.Sql;

public sealed class SqliteRowTests : IDisposable
{
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Values_come_by_the_class_they_are_stored_in()
    {
        database.Run("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, d DECIMAL(10,2), r REAL, s TEXT, b BLOB, day DATE, flag BOOLEAN);
            INSERT INTO t VALUES (1, 9007199254740993, 12.50, 0.1, 'Ä "quoted"' || char(10) || '😀', x'00ff10', '9999-01-01', 1);
            INSERT INTO t VALUES (2, NULL, 3, 1e-5, '', x'', NULL, NULL), (3, -1, '1.10', 1.5e300, 'x', 'text', 20260131, 0), (4, 0, 1e999, -2.5e20, 'x', 7, 'x', 'yes');
            """);
        Assert.Equal(
            [
                """{"id":1,"n":9007199254740993,"d":"12.5","r":"0.1","s":"Ä \"quoted\"\n\uD83D\uDE00","b":"AP8Q","day":"9999-01-01","flag":1}""",
                """{"id":2,"n":null,"d":3,"r":"0.00001","s":"","b":"","day":null,"flag":null}""",
                $$"""{"id":3,"n":-1,"d":"1.1","r":"15{{new string('0', 299)}}","s":"x","b":"text","day":20260131,"flag":0}""",
                """{"id":4,"n":0,"d":"Infinity","r":"-250000000000000000000","s":"x","b":7,"day":"x","flag":"yes"}""",
            ],
            await database.Source("""{"table":"t","key":"id"}""").JsonAsync());
    }

    [Fact]
    public async Task A_row_beyond_the_limit_is_a_problem_of_its_own()
    {
        database.Run("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, b BLOB); INSERT INTO t VALUES (1, 'x', NULL), (2, printf('%.*c', 2000, 'x'), NULL), (3, 'y', zeroblob(1500)), (4, 'z', zeroblob(10))");
        var source = database.Source("""{"table":"t","key":"id"}""", new SqlLimits(10, 1 << 20, 1_000, 10, 4));
        var records = (await source.BatchesAsync()).Single().Records;
        Assert.Equal([null, "record.too-long", "record.too-long", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", "2", "3", "4"], records.Select(record => record.Key));
    }

    [Fact]
    public async Task The_usual_limit_is_sixteen_megabytes()
    {
        database.Run($"CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT); INSERT INTO t VALUES (1, printf('%.*c', {16 << 20}, 'x')), (2, printf('%.*c', {(16 << 20) - 40}, 'x'))");
        var records = (await database.Source("""{"table":"t","key":"id"}""", SqlLimits.Usual).BatchesAsync()).SelectMany(batch => batch.Records).ToList();
        Assert.Equal("record.too-long", records[0].Problem?.Code);
        Assert.Null(records[1].Problem);
    }

    [Fact]
    public async Task A_text_that_is_no_UTF_8_is_a_problem_of_its_own()
    {
        database.Run("CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT); INSERT INTO t VALUES (1, CAST(x'4dfc6e' AS TEXT)), (2, 'ü')");
        var records = (await database.Source("""{"table":"t","key":"id"}""").BatchesAsync()).Single().Records;
        Assert.Equal(("encoding.undecodable", "s"), (records[0].Problem?.Code, records[0].Problem?.Path));
        Assert.Null(records[1].Problem);
    }

    [Fact]
    public async Task A_row_without_its_key_is_a_problem_and_hides_no_other()
    {
        database.Run("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (NULL, 'x'), (NULL, 'y'), (1, NULL), (1, 'x'), (2, 'x'), (NULL, NULL)");
        var batches = await database.Source("""{"table":"t","key":["a","b"]}""").BatchesAsync();
        var records = batches.SelectMany(batch => batch.Records).ToList();
        Assert.Equal(["\\N|\\N", "\\N|x", "\\N|y", "1|\\N", "1|x", "2|x"], records.Select(record => record.Key));
        Assert.Equal(["a", "a", "a", "b", null, null], records.Select(record => record.Problem?.Path));
        Assert.True(batches[^1].CompletesSnapshot);
    }

    [Fact]
    public async Task Rows_of_one_key_stay_in_one_batch_so_that_no_page_edge_loses_them()
    {
        database.Run("CREATE TABLE t (k TEXT, v INTEGER); INSERT INTO t VALUES ('a', 1), ('a', 2), ('b', 1), ('b', 2), ('c', 1), ('d', 1)");
        var source = database.Source("""{"table":"t","key":"k"}""", new SqlLimits(3, 1 << 20, 1 << 20, 10, 4));
        var batches = await source.BatchesAsync();
        Assert.Equal([["a", "a", "b", "b"], ["c", "d"]], batches.Select(batch => batch.Records.Select(record => record.Key).ToArray()));
    }

    [Fact]
    public async Task A_key_that_tells_nothing_apart_is_for_people_to_mend()
    {
        database.Run("CREATE TABLE t (k TEXT, v INTEGER); INSERT INTO t VALUES ('a', 1), ('a', 2), ('a', 3), ('a', 4)");
        var failed = await database.Source("""{"table":"t","key":"k"}""").FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "key.indistinct"), (failed.Recovery, failed.Code));
    }
}
