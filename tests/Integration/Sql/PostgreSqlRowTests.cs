using System.Text;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Tests.Integration.Sql;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlRowTests(PostgreSqlServer server)
{
    private readonly PostgreSqlTestDatabase database = server.Create();

    [Theory]
    [InlineData("12.500::numeric(10,3)", "\"12.500\"")]
    [InlineData("'NaN'::numeric", "\"NaN\"")]
    [InlineData("12345678901234567890123456789012345678.90::numeric", "\"12345678901234567890123456789012345678.90\"")]
    [InlineData("0.00000000000000000001::numeric", "\"0.00000000000000000001\"")]
    [InlineData("'1234.50'::money", "\"1234.50\"")]
    [InlineData("0.1::float8", "\"0.1\"")]
    [InlineData("0.1::float4", "\"0.1\"")]
    [InlineData("1e-7::float8", "\"0.0000001\"")]
    [InlineData("'-Infinity'::float8", "\"-Infinity\"")]
    [InlineData("9223372036854775807::bigint", "9223372036854775807")]
    [InlineData("(-5)::smallint", "-5")]
    [InlineData("true", "true")]
    [InlineData("NULL::int", "null")]
    [InlineData("'9999-01-01'::date", "\"9999-01-01\"")]
    [InlineData("'infinity'::date", "\"infinity\"")]
    [InlineData("'2026-01-31 12:00:00.000001'::timestamp", "\"2026-01-31T12:00:00.000001\"")]
    [InlineData("'2026-01-31 12:00:00+05:30'::timestamptz", "\"2026-01-31T06:30:00+00:00\"")]
    [InlineData("'infinity'::timestamptz", "\"infinity\"")]
    [InlineData("'12:30:00.5+02'::timetz", "\"12:30:00.5+02:00\"")]
    [InlineData("'12:30'::time", "\"12:30:00\"")]
    [InlineData("'1 day 2 hours'::interval", "\"P1DT2H\"")]
    [InlineData("'\\x00ff10'::bytea", "\"AP8Q\"")]
    [InlineData("'{\"b\":1.50, \"a\":[1e3,null]}'::json", "{\"b\":1.50,\"a\":[1e3,null]}")]
    [InlineData("'{\"b\":1.50, \"a\":[true]}'::jsonb", "{\"a\":[true],\"b\":1.50}")]
    [InlineData("'null'::jsonb", "null")]
    [InlineData("ARRAY[1,NULL,3]", "[1,null,3]")]
    [InlineData("ARRAY[1.50,2]::numeric[]", "[\"1.50\",\"2\"]")]
    [InlineData("ARRAY[['a','b'],['c,','\"']]", "[[\"a\",\"b\"],[\"c,\",\"\\\"\"]]")]
    [InlineData("ARRAY['2026-01-31'::date]", "[\"2026-01-31\"]")]
    [InlineData("'{}'::int[]", "[]")]
    [InlineData("'c0a80001-0000-4000-8000-000000000001'::uuid", "\"c0a80001-0000-4000-8000-000000000001\"")]
    [InlineData("'10.0.0.1/8'::inet", "\"10.0.0.1/8\"")]
    [InlineData("'(1,2)'::point", "\"(1,2)\"")]
    [InlineData("'[1,5)'::int4range", "\"[1,5)\"")]
    [InlineData("'ab'::char(5)", "\"ab\"")]
    [InlineData("'happy'::mood", "\"happy\"")]
    [InlineData("'7'::counted", "7")]
    [InlineData("ROW(1,'x')::pair", "\"(1,x)\"")]
    [InlineData("'Ä \"x\"'::text", "\"Ä \\\"x\\\"\"")]
    public async Task Values_lose_nothing(string value, string json)
    {
        database.Run("CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN counted AS int CHECK (VALUE > 0); CREATE TYPE pair AS (a int, b text)");
        var record = Assert.Single((await database.Source($$"""{"query":{{System.Text.Json.JsonSerializer.Serialize($"SELECT 1 AS id, {value} AS v")}},"key":"id"}""").BatchesAsync()).Records());
        Assert.Null(record.Problem);
        Assert.Equal($$"""{"id":1,"v":{{json}}}""", Encoding.UTF8.GetString(record.Payload.Span));
    }

    [Fact]
    public async Task Settings_of_the_server_change_no_value()
    {
        database.Run($"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET DateStyle = ''German''; ALTER DATABASE %1$I SET TimeZone = ''Asia/Tokyo''; ALTER DATABASE %1$I SET bytea_output = ''escape''; ALTER DATABASE %1$I SET extra_float_digits = -5', current_database()); END $$");
        var record = Assert.Single((await database.Source("""{"query":"SELECT '2026-01-31'::date AS d, '2026-01-31 12:00+00'::timestamptz AS t, 0.1::float8 + 0.2 AS f","key":"d"}""").BatchesAsync()).Records());
        Assert.Equal("""{"d":"2026-01-31","t":"2026-01-31T12:00:00+00:00","f":"0.30000000000000004"}""", Encoding.UTF8.GetString(record.Payload.Span));
    }

    [Fact]
    public async Task A_row_beyond_the_limit_is_a_problem_of_its_own()
    {
        database.Run("CREATE TABLE t (id int PRIMARY KEY, s text, b bytea, j jsonb); INSERT INTO t (id, s) VALUES (1, 'x'), (2, repeat('x', 2000)), (5, 'z'); INSERT INTO t VALUES (3, 'y', decode(repeat('00', 1500), 'hex'), NULL), (4, 'y', NULL, to_jsonb(repeat('z', 1200)))");
        var records = (await database.Source("""{"table":"t","key":"id"}""", limits: new SqlLimits(10, 1 << 20, 1_000, 10, 4)).BatchesAsync()).Records();
        Assert.Equal([null, "record.too-long", "record.too-long", "record.too-long", null], records.Select(record => record.Problem?.Code));
        Assert.Equal(["1", "2", "3", "4", "5"], records.Select(record => record.Key));
    }

    [Fact]
    public async Task A_row_without_its_key_is_a_problem_and_hides_no_other()
    {
        database.Run("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (NULL, 'x'), (NULL, 'y'), (1, NULL), (1, 'x'), (2, 'x'), (NULL, NULL)");
        var batches = await database.Source("""{"table":"t","key":["a","b"]}""").BatchesAsync();
        Assert.Equal(["1|x", "1|\\N", "2|x", "\\N|x", "\\N|y", "\\N|\\N"], batches.Keys());
        Assert.Equal([null, "b", null, "a", "a", "a"], batches.Records().Select(record => record.Problem?.Path));
    }

    [Fact]
    public async Task Equal_keys_stay_in_one_batch_so_that_no_page_edge_loses_them()
    {
        database.Run("CREATE TABLE t (k text, v int); INSERT INTO t VALUES ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('c', 1)");
        var batches = await database.Source("""{"table":"t","key":"k"}""", limits: new SqlLimits(3, 1, 1 << 20, 10, 4)).BatchesAsync();
        Assert.Equal([3, 1, 1], batches.Select(batch => batch.Records.Count));
    }

    [Fact]
    public async Task Many_rows_come_in_the_order_of_their_bytes_and_once_each()
    {
        database.Run("CREATE TABLE t (k text PRIMARY KEY, v int); INSERT INTO t SELECT md5(n::text), n FROM generate_series(1, 7000) n");
        var keys = (await database.Source("""{"table":"t","key":"k"}""", limits: SqlLimits.Usual).BatchesAsync()).Keys();
        Assert.Equal(7000, keys.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }
}
