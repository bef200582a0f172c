using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Sql;

namespace BackOffice.Integration.Tests.Unit.Connectors.Sql;

/// <summary>The suite over one SQLite file.</summary>
[Proves(typeof(SqlSource))]
public abstract class SqliteSourceContract : SlicedSourceContract, IDisposable
{
    protected TestDatabase Database { get; } = new();

    protected override string Stream => "s";

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names)
    {
        var columns = names.Select(SqlName.Quote).ToList();
        Database.Run($"CREATE TABLE IF NOT EXISTS awful ({string.Join(", ", columns)}); INSERT INTO awful VALUES ({string.Join(", ", names.Select((_, index) => $"'x~{index}'"))})");
        return Database.Source($$"""{"table":"awful","key":{{System.Text.Json.JsonSerializer.Serialize(names)}}}""");
    }
}

public sealed class SqliteNumericKeyTests : SqliteSourceContract
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT); INSERT OR IGNORE INTO t VALUES (-3, 'a'), (5, NULL), (10, 'c'), (11, 'd'), (100, 'e'), (9223372036854775807, 'f'), (7, 'g')");
        return Database.Source("""{"table":"t","key":"id"}""");
    }
}

public sealed class SqliteTextKeyTests : SqliteSourceContract
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (a TEXT COLLATE NOCASE, b REAL, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT OR IGNORE INTO t VALUES ('a', 1.5), ('ä', 1.5), ('B', 0.1), ('b', 0.2), ('ab', 1), ('ab', 0.30000000000000004), ('Z|', 1), ('z\\', 2)");
        return Database.Source("""{"query":"SELECT a, b, a || b AS both FROM t -- all of them","key":["a","b"]}""");
    }
}

public sealed class SqliteMixedKeyTests : SqliteSourceContract
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (k, v); DELETE FROM t; INSERT INTO t VALUES (1, 'a'), (2.5, 'b'), ('one', 'c'), ('ONE', 'd'), (x'00ff', 'e'), (-1, 'f')");
        return Database.Source("""{"table":"main.t","key":"k"}""");
    }
}

/// <summary>The same promises where only changes are asked for.</summary>
public sealed class SqliteCursorTests : SqliteSourceContract
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, at TEXT); INSERT OR IGNORE INTO t VALUES (1, '2026-01-02'), (2, NULL), (3, '2026-01-01'), (4, '2026-01-02'), (5, '2026-01-02'), (6, NULL), (7, '2026-01-03')");
        return new SqliteChanges(Database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"1d"}"""));
    }
}

/// <summary>The same promises where some cursors say nothing of when a row changed.</summary>
public sealed class SqliteOddCursorTests : SqliteSourceContract
{
    protected override ISource CreateSource()
    {
        Database.Run("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, at); INSERT OR IGNORE INTO t VALUES (1, '2026-01-02'), (2, NULL), (3, 'n/a'), (4, 'n/a'), (5, 'n/a'), (6, CAST(x'32ff' AS TEXT)), (7, CAST(x'32ff' AS TEXT)), (8, CAST(x'32ff' AS TEXT)), (9, 7), (10, x'00'), (11, '')");
        return new SqliteChanges(Database.Source("""{"table":"t","key":"id","cursor":"at","overlap":"1d"}"""));
    }
}

/// <summary>Asks for changes where a reading of everything is asked for.</summary>
internal sealed class SqliteChanges(SqlSource source) : ISlicedSource
{
    public Task CheckAsync(CancellationToken ct) => source.CheckAsync(ct);

    public Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct) => source.DiscoverAsync(ct);

    public Task<IReadOnlyList<Slice>> SliceAsync(ReadRequest whole, CancellationToken ct) => source.SliceAsync(whole, ct);

    public async IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var batch in source.ReadAsync(request with { Since = Checkpoint.Start }, ct)) yield return batch;
    }
}
