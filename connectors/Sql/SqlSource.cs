using System.Globalization;
using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Reads tables and queries of one database; each reading sees one moment of it.</summary>
internal sealed class SqlSource(SqlDatabase database, IReadOnlyDictionary<string, SqlStream> streams, SqlLimits limits) : ISlicedSource
{
    public async Task CheckAsync(CancellationToken ct)
    {
        await using var session = await OpenAsync(ct);
        foreach (var stream in streams.Values) await SqlPlan.OfAsync(database, session, stream, ct);
    }

    public async Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct)
    {
        await using var session = await OpenAsync(ct);
        List<StreamDescriptor> found = [];
        foreach (var stream in streams.Values) found.Add(SqlSketch.Of(await SqlPlan.OfAsync(database, session, stream, ct)));
        var tables = await database.GuardAsync(() => session.TablesAsync(ct));
        return [.. found, .. tables.Where(table => !IsNamed(table)).Select(SqlSketch.Of)];
    }

    public async IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = await OpenAsync(ct);
        var plan = await PlanAsync(session, request.Stream, ct);
        await foreach (var batch in new SqlReading(database, session, plan, limits, request).ReadAsync(ct)) yield return batch;
    }

    public async Task<IReadOnlyList<Slice>> SliceAsync(ReadRequest whole, CancellationToken ct)
    {
        await using var session = await OpenAsync(ct);
        var plan = await PlanAsync(session, whole.Stream, ct);
        var bounds = await database.GuardAsync(() => BoundsAsync(session, plan, ct));
        if (bounds.Count == 0) return [Slice.Whole];
        var of = SqlToken.Of(plan.Stream);
        return
        [
            .. Enumerable.Range(0, bounds.Count + 1).Select(index =>
                new SqlSlice(of, index == 0 ? null : bounds[index - 1], index == bounds.Count ? null : bounds[index]).Write()),
        ];
    }

    /// <summary>Values of the key's first column that cut the rows into parts of about one size.</summary>
    private async Task<IReadOnlyList<string>> BoundsAsync(SqlSession session, SqlPlan plan, CancellationToken ct)
    {
        var (column, from) = (plan.Key[0], plan.Stream.From);
        var counted = await session.ValuesAsync($"SELECT CAST(count(*) AS varchar(20)) FROM {from} AS s WHERE {column.Quoted} IS NOT NULL", [], ct);
        var rows = long.Parse(counted[0]!.AsSpan(counted[0]!.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var parts = Math.Min(limits.Slices, rows / limits.SliceRows);
        if (parts < 2) return [];
        var places = string.Join(", ", Enumerable.Range(1, (int)parts - 1).Select(part => (rows * part / parts + 1).ToString(CultureInfo.InvariantCulture)));
        var values = await session.ValuesAsync(
            $"""
            SELECT bound FROM (
              SELECT {session.Value(column)} AS bound, row_number() OVER (ORDER BY {session.Compared(column)}) AS place FROM {from} AS s WHERE {column.Quoted} IS NOT NULL
            ) AS bounds WHERE place IN ({places}) ORDER BY place
            """,
            [],
            ct);
        return [.. values.Select(value => value!).Distinct(StringComparer.Ordinal)];
    }

    private Task<SqlSession> OpenAsync(CancellationToken ct) => database.GuardAsync(() => database.OpenAsync(ct));

    private async Task<SqlPlan> PlanAsync(SqlSession session, string name, CancellationToken ct)
    {
        if (streams.TryGetValue(name, out var stream)) return await SqlPlan.OfAsync(database, session, stream, ct);
        var tables = await database.GuardAsync(() => session.TablesAsync(ct));
        var table = tables.FirstOrDefault(table => table.Name.ToString() == name) ?? tables.FirstOrDefault(table => table.Name.Name == name);
        if (table is null)
            throw new ConnectorException(Recovery.Reconfigure, $"There is no stream '{name}' here, and no table or view of this name. {Spelling.Remedy(name, [.. streams.Keys, .. tables.Select(table => table.Name.ToString())])}") { Code = "stream.unknown" };
        if (table.Key.Count == 0)
            throw new ConnectorException(Recovery.Reconfigure, $"'{name}' has no primary key. Name a stream over it in the connection file, with the columns that tell its rows apart under key.") { Code = "key.unknown" };
        return await SqlPlan.OfAsync(database, session, SqlStream.Of(table), ct);
    }

    private bool IsNamed(SqlTable table) => streams.Values.Any(stream => stream.Table is { } named && (named == table.Name || (named.Schema is null && named.Name == table.Name.Name)));
}
