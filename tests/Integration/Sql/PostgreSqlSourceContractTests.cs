using System.Runtime.CompilerServices;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;
using BackOffice.Integration.Tests.Unit.Connectors;

namespace BackOffice.Integration.Tests.Integration.Sql;

/// <summary>The suite over one PostgreSQL database.</summary>
[Collection(PostgreSqlTests.Name)]
public abstract class PostgreSqlSourceContract(PostgreSqlServer server) : SlicedSourceContract
{
    private PostgreSqlTestDatabase? database;

    protected override string Stream => "s";

    internal PostgreSqlTestDatabase Database => database ??= server.Create();

    protected override ISource? CreateSource(IReadOnlyList<string> names)
    {
        Database.Run($"CREATE TABLE IF NOT EXISTS awful ({string.Join(", ", names.Select(name => $"{SqlName.Quote(name)} text"))}); INSERT INTO awful VALUES ({string.Join(", ", names.Select((_, index) => $"'x~{index}'"))})");
        return Database.Source($$"""{"table":"awful","key":{{JsonSerializer.Serialize(names)}}}""");
    }
}

public sealed class PostgreSqlNumericKeyTests(PostgreSqlServer server) : PostgreSqlSourceContract(server)
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (id numeric PRIMARY KEY, name varchar(10)); INSERT INTO t VALUES (-3, 'a'), (5, NULL), (10, 'c'), (10.5, 'd'), (100, 'e'), (9223372036854775808, 'f'), (7.25, 'g'), ('NaN', 'h') ON CONFLICT DO NOTHING");
        return Database.Source("""{"table":"t","key":"id"}""");
    }
}

public sealed class PostgreSqlTextKeyTests(PostgreSqlServer server) : PostgreSqlSourceContract(server)
{
    protected override ISource CreateSource()
    {
        Database.Run("""
            CREATE COLLATION IF NOT EXISTS blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TABLE IF NOT EXISTS t (a varchar(9) COLLATE blind, b double precision);
            INSERT INTO t SELECT * FROM (VALUES ('a', 1.5), ('ä', 1.5), ('B', 0.1), ('b', 0.2), ('A', 1.5), ('ab', 0.30000000000000004), ('Z|', 1), ('z\', 2)) v WHERE NOT EXISTS (SELECT 1 FROM t)
            """);
        return Database.Source("""{"query":"SELECT a, b, a || 'x' AS both FROM t -- all of them","key":["a","b"]}""");
    }
}

public sealed class PostgreSqlUuidKeyTests(PostgreSqlServer server) : PostgreSqlSourceContract(server)
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE SCHEMA IF NOT EXISTS hr; CREATE TABLE IF NOT EXISTS hr.t (id uuid PRIMARY KEY, d date); INSERT INTO hr.t SELECT md5(n::text)::uuid, '2026-01-01'::date + n FROM generate_series(1, 9) n ON CONFLICT DO NOTHING");
        return Database.Source("""{"table":"hr.t","key":"id"}""");
    }
}

/// <summary>The same promises where only changes are asked for.</summary>
public sealed class PostgreSqlCursorTests(PostgreSqlServer server) : PostgreSqlSourceContract(server)
{
    protected override ISource CreateSource()
    {
        Database.Run("""
            CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, at timestamptz);
            INSERT INTO t VALUES (1, '2026-01-02 00:00:00.000001+01'), (2, NULL), (3, '2026-01-01'), (4, '2026-01-02 00:00:00.000002+01'), (5, '2026-01-02 00:00:00.000001+01'), (6, NULL), (7, 'infinity') ON CONFLICT DO NOTHING
            """);
        return new PostgreSqlChanges(Database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"1d"}"""));
    }
}

/// <summary>The same promises where some cursors say nothing of when a row changed.</summary>
public sealed class PostgreSqlOddCursorTests(PostgreSqlServer server) : PostgreSqlSourceContract(server)
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, at text); INSERT INTO t VALUES (1, '2026-01-02'), (2, NULL), (3, 'n/a'), (4, 'n/a'), (5, 'n/a'), (6, ''), (7, '2026-02-31'), (8, '31.12.2025'), (9, '9999-12-31') ON CONFLICT DO NOTHING");
        return new PostgreSqlChanges(Database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"1d"}"""));
    }
}

/// <summary>Asks for changes where a reading of everything is asked for.</summary>
internal sealed class PostgreSqlChanges(SqlSource source) : ISlicedSource
{
    public Task CheckAsync(CancellationToken ct) => source.CheckAsync(ct);

    public Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct) => source.DiscoverAsync(ct);

    public Task<IReadOnlyList<Slice>> SliceAsync(ReadRequest whole, CancellationToken ct) => source.SliceAsync(whole, ct);

    public async IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var batch in source.ReadAsync(request with { Since = Checkpoint.Start }, ct)) yield return batch;
    }
}
