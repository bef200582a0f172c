using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Integration.Sql;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlBorderTests(PostgreSqlServer server)
{
    private const string Whole = """{"table":"employees","key":"id"}""";

    private readonly PostgreSqlTestDatabase database = server.Create();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"table":"employes","key":"id"}""", "table.unknown", "Did you mean 'employees'?")]
    [InlineData("""{"table":"hr.employee","key":"id"}""", "table.unknown", "hr.employee")]
    [InlineData("""{"table":"employees","key":"Id"}""", "column.unknown", "Did you mean 'id'?")]
    [InlineData("""{"table":"employees","key":"id","cursor":"update_at"}""", "column.unknown", "Did you mean 'updated_at'?")]
    [InlineData("""{"query":"SELECT id, nam FROM employees","key":"id"}""", "query.refused", "column \"nam\" does not exist")]
    [InlineData("""{"query":"SELECT id, name AS id FROM employees","key":"id"}""", "column.twice", "two columns called 'id'")]
    [InlineData("""{"query":"SELECT 1 AS id, nextval('numbers')","key":"id"}""", "query.refused", "only reads")]
    [InlineData("""{"query":"SELECT '{}'::json AS id","key":"id"}""", "query.refused", "json")]
    public async Task What_is_not_there_is_for_people_to_mend(string stream, string code, string text)
    {
        Employees();
        var failed = await database.Source(stream).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, code), (failed.Recovery, failed.Code));
        Assert.Contains(text, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_without_rights_on_one_column_names_table_and_column()
    {
        Employees();
        var user = Reader("GRANT SELECT (id, name) ON staff TO {0}");
        var failed = await database.Source("""{"table":"staff","key":"id"}""", database.Options(user, "secret")).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "rights.missing"), (failed.Recovery, failed.Code));
        Assert.Contains("staff", failed.Message, StringComparison.Ordinal);
        Assert.Contains("'salary'", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await database.Source("""{"query":"SELECT id, name FROM staff","key":"id"}""", database.Options(user, "secret")).BatchesAsync()).Records().Count);
    }

    [Fact]
    public async Task A_table_without_rights_is_named()
    {
        Employees();
        var failed = await database.Source(Whole, database.Options(Reader("SELECT 1"), "secret")).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "rights.missing"), (failed.Recovery, failed.Code));
        Assert.Contains("employees", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_what_the_user_may_read_with_types_and_keys()
    {
        Employees();
        var user = Reader("GRANT SELECT (id, name) ON staff TO {0}; GRANT SELECT ON employees TO {0}");
        database.Run("CREATE SCHEMA hr; CREATE TABLE hr.secret (id int PRIMARY KEY)");
        var found = await database.Source("""{"query":"SELECT 1 AS x","key":"x"}""", database.Options(user, "secret")).DiscoverAsync(Ct);
        Assert.Equal(["s", "employees", "staff"], found.Select(stream => stream.Name));
        Assert.Equal(["id"], found[1].Key);
        Assert.Contains("""{"id":{"type":"integer","description":"integer"},"name":{"type":"string","description":"character varying(40)"},"salary":{"type":"string","description":"numeric(10,2)"}""", found[1].Schema, StringComparison.Ordinal);
        Assert.DoesNotContain("salary", found[2].Schema, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_for_people_to_mend_and_stands_in_no_message()
    {
        Employees();
        var failed = await database.Source(Whole, database.Options(password: "hunter2")).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "sign-in.refused"), (failed.Recovery, failed.Code));
        Assert.DoesNotContain("hunter2", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_password_is_for_people_to_mend()
    {
        var failed = await database.Source(Whole, database.Options(password: "")).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "sign-in.refused"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task An_unknown_database_is_for_people_to_mend()
    {
        var failed = await new Connectors.Sql.SqlSource(new Connectors.Sql.PostgreSql.PostgreSqlDatabase(server.Options("nowhere")), new Dictionary<string, Connectors.Sql.SqlStream>(), PostgreSqlServer.Small).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "database.missing"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task A_server_without_TLS_is_for_people_to_mend()
    {
        var options = new Connectors.Sql.PostgreSql.PostgreSqlOptions { Host = "127.0.0.1", Port = database.Options().Port, Database = "postgres", User = "postgres", Password = "test" };
        var failed = await database.Source(Whole, options).FailureAsync();
        Assert.Equal((Recovery.Reconfigure, "tls.refused"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        var failed = await database.Source(Whole, database.Options(at: port)).FailureAsync();
        Assert.Equal((Recovery.Retry, "server.down"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task A_server_that_ends_the_connection_in_mid_reading_is_tried_again_and_goes_on()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 5000)");
        var source = database.Source("""{"table":"t","key":"id"}""", limits: new(500, 1 << 20, 1 << 20, 100, 4));
        List<RecordBatch> batches = [];
        var failed = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var batch in source.ReadAsync(ReadRequest.Whole("s"), Ct))
            {
                batches.Add(batch);
                if (batches.Count == 1) database.Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'backoffice'");
            }
        });
        Assert.Equal((Recovery.Retry, "server.down"), (failed.Recovery, failed.Code));
        batches.AddRange(await source.BatchesAsync(from: batches[^1].Checkpoint));
        Assert.Equal(Enumerable.Range(1, 5000).Select(id => $"{id}"), batches.Keys());
        Assert.True(batches[^1].CompletesSnapshot);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_ended_by_the_server()
    {
        var failed = await database.Source("""{"query":"SELECT 1 AS id FROM pg_sleep(60)","key":"id"}""", database.Options(timeout: 1)).FailureAsync();
        Assert.Equal((Recovery.Retry, "statement.slow"), (failed.Recovery, failed.Code));
    }

    [Fact]
    public async Task Data_that_a_query_cannot_convert_is_not_quoted()
    {
        Employees();
        var failed = await database.Source("""{"query":"SELECT id, name::int AS n FROM employees","key":"id"}""").FailureAsync();
        Assert.Equal(Recovery.Stop, failed.Recovery);
        Assert.DoesNotContain("Weber", failed.Message, StringComparison.Ordinal);
    }

    private void Employees() => database.Run("""
        CREATE TABLE employees (id int PRIMARY KEY, name varchar(40), salary numeric(10,2), updated_at timestamptz); INSERT INTO employees VALUES (1, 'Weber', 10), (2, 'Rossi', 20);
        CREATE VIEW staff AS SELECT id, name, salary FROM employees; CREATE SEQUENCE numbers
        """);

    private string Reader(string grants)
    {
        var user = $"r{Guid.CreateVersion7():N}";
        database.Run($"CREATE ROLE {user} LOGIN PASSWORD 'secret'; {string.Format(System.Globalization.CultureInfo.InvariantCulture, grants, user)}");
        return user;
    }
}
