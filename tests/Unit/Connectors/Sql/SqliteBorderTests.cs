using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Tests.Unit.Connectors.Sql;

public sealed class SqliteBorderTests : IDisposable
{
    private readonly TestDatabase database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData("""{"table":"employes","key":"id"}""", "table.unknown", "Did you mean 'employees'?")]
    [InlineData("""{"table":"employees","key":"Id"}""", "column.unknown", "Did you mean 'id'?")]
    [InlineData("""{"table":"employees","key":"id","cursor":"update_at"}""", "column.unknown", "Did you mean 'updated_at'?")]
    [InlineData("""{"query":"SELECT id, nam FROM employees","key":"id"}""", "query.refused", "no such column: nam")]
    [InlineData("""{"query":"SELECT id FROM emploees","key":"id"}""", "table.unknown", "no such table: emploees")]
    [InlineData("""{"query":"SELECT id FROM employees WHERE (","key":"id"}""", "query.refused", "syntax error")]
    public async Task What_is_not_there_is_for_people_to_mend(string stream, string code, string text)
    {
        database.Run("CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, updated_at TEXT)");
        var failed = await database.Source(stream).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, code), (failed.Recovery, failed.Code));
        Assert.Contains(text, failed.Message, StringComparison.Ordinal);
        Assert.Equal(failed.Message, (await Assert.ThrowsAsync<ConnectorException>(() => database.Source(stream).CheckAsync(Ct))).Message);
    }

    [Theory]
    [InlineData("""{"table":"t","key":"id","query":"SELECT 1 AS id"}""", "/query")]
    [InlineData("""{"key":"id"}""", "/table")]
    [InlineData("""{"table":"a.b.c","key":"id"}""", "/table")]
    [InlineData("""{"table":"","key":"id"}""", "/table")]
    [InlineData("""{"table":"t","key":[]}""", "/key")]
    [InlineData("""{"table":"t","key":["a","a"]}""", "/key")]
    [InlineData("""{"table":"t"}""", "/key")]
    [InlineData("""{"query":"SELECT 1 AS id; DROP TABLE t","key":"id"}""", "/query")]
    [InlineData("""{"query":"DELETE FROM t","key":"id"}""", "/query")]
    [InlineData("""{"query":"selection","key":"id"}""", "/query")]
    [InlineData("""{"table":"t","key":"id","overlap":"5m"}""", "/overlap")]
    [InlineData("""{"table":"t","key":"id","cursor":"c","overlap":"5 minutes"}""", "/overlap")]
    [InlineData("""{"table":"t","key":"id","cursor":"c","overlap":"-5"}""", "/overlap")]
    public void Wrong_options_are_told_at_their_key(string stream, string place)
    {
        List<SettingError> errors = [];
        Assert.Null(OptionsBinder<SqlStreamOptions>.Bind(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(stream), "", errors));
        Assert.Contains(errors, error => error.Pointer == place);
    }

    [Theory]
    [InlineData("employees", "\"employees\"")]
    [InlineData("hr.employees", "\"hr\".\"employees\"")]
    [InlineData("\"odd.name\"", "\"odd.name\"")]
    [InlineData("hr.\"a\"\"b\"", "\"hr\".\"a\"\"b\"")]
    [InlineData("x\" ; DROP TABLE t", "\"x\"\" ; DROP TABLE t\"")]
    public void Names_are_quoted_and_nothing_else(string table, string quoted) => Assert.Equal(quoted, SqlName.Parse(table)?.Quoted);

    [Fact]
    public async Task A_missing_file_is_never_created()
    {
        var failed = await database.Source("""{"table":"t","key":"id"}""").FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "database.missing"), (failed.Recovery, failed.Code));
        Assert.False(File.Exists(database.File));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_for_people_to_mend()
    {
        await File.WriteAllTextAsync(database.File, new string('x', 5_000), Ct);
        var failed = await database.Source("""{"table":"t","key":"id"}""").FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "database.none"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task An_empty_file_is_said_to_be_empty()
    {
        await File.WriteAllBytesAsync(database.File, [], Ct);
        var failed = await database.Source("""{"table":"t","key":"id"}""").FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "database.none"), (failed.Recovery, failed.Code));
        Assert.Contains("empty (0 bytes)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_said_to_be_one()
    {
        Directory.CreateDirectory(database.File);
        var failed = await database.Source("""{"table":"t","key":"id"}""").FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "database.missing"), (failed.Recovery, failed.Code));
        Assert.Contains("is a folder", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(65_536)]
    public async Task A_file_that_was_copied_in_part_is_tried_again_later(int page)
    {
        database.Run($"PRAGMA page_size={page}; CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        var source = database.Source("""{"table":"t","key":"id"}""");
        Assert.Equal(["1", "2"], (await source.BatchesAsync()).Keys());
        await using (var file = File.OpenWrite(database.File)) file.SetLength(file.Length - 100);
        var failed = await source.FailureAsync();
        Assert.Equal((Recovery.Retry, "database.partial"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task A_locked_file_is_tried_again_later()
    {
        database.Run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        using var writer = database.Open();
        TestDatabase.Run(writer, "BEGIN EXCLUSIVE");
        var failed = await database.Source("""{"table":"t","key":"id"}""").FailureAsync();
        Assert.Equal((Recovery.Retry, "database.locked"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task A_reading_writes_nothing_beside_the_file()
    {
        database.Run("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
        var before = await File.ReadAllBytesAsync(database.File, Ct);
        await database.Source("""{"table":"t","key":"id"}""").BatchesAsync();
        Assert.Equal(before, await File.ReadAllBytesAsync(database.File, Ct));
        Assert.Equal([database.File], Directory.GetFiles(Path.GetDirectoryName(database.File)!));
    }

    [Fact]
    public async Task Lists_tables_and_views_with_their_columns_and_keys()
    {
        database.Run("""
            CREATE TABLE employees (id INTEGER PRIMARY KEY, name VARCHAR(20), photo BLOB); CREATE TABLE salary (amount DECIMAL, from_date DATE, emp INT, PRIMARY KEY (emp, from_date));
            CREATE VIEW staff AS SELECT id, name FROM employees; CREATE VIEW broken AS SELECT * FROM gone; CREATE TABLE "odd.name" (a)
            """);
        var found = await database.Source("""{"table":"employees","key":"id","cursor":"name"}""").DiscoverAsync(Ct);
        Assert.Equal(["s", "\"odd.name\"", "salary", "staff"], found.Select(stream => stream.Name));
        Assert.Equal("""{"type":"object","properties":{"id":{"type":"integer","description":"INTEGER"},"name":{"type":"string","description":"VARCHAR(20)"},"photo":{"description":"BLOB"}}}""", found[0].Schema);
        Assert.Equal("name", found[0].Cursor);
        Assert.Equal(["emp", "from_date"], found[2].Key);
        Assert.Contains("salary: {table: salary, key: [emp, from_date]}", found[2].Schema, StringComparison.Ordinal);
        Assert.Empty(found[3].Key);
    }

    [Fact]
    public async Task A_table_with_a_primary_key_can_be_read_before_a_stream_names_it()
    {
        database.Run("CREATE TABLE employees (id INTEGER PRIMARY KEY); INSERT INTO employees VALUES (7); CREATE VIEW staff AS SELECT * FROM employees");
        var source = database.Source("""{"query":"SELECT 1 AS x","key":"x"}""");
        Assert.Equal(["7"], (await source.BatchesAsync(stream: "employees")).Keys());
        var view = await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync(stream: "staff"));
        Assert.Equal("key.unknown", view.Code);
        var none = await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync(stream: "employes"));
        Assert.Contains("Did you mean 'employees'?", none.Message, StringComparison.Ordinal);
    }
}
