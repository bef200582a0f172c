using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>One reading of a stream: where it starts, in which order, and the batches it gives.</summary>
internal sealed class SqlReading(SqlDatabase database, SqlSession session, SqlPlan plan, SqlLimits limits, ReadRequest request)
{
    private readonly string of = SqlToken.Of(plan.Stream);
    private readonly SqlRowRecords records = new(plan);

    /// <summary>Gives at least one batch, so that its fields are known; the last one says so.</summary>
    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (await BeginAsync(ct) is not { End: false } reached) yield break;
        var order = plan.Order(reached.ByCursor);
        await using var rows = await database.GuardAsync(() => session.RowsAsync(Select(order, reached), ct));
        var more = await database.GuardAsync(() => rows.NextAsync(ct).AsTask());
        IReadOnlyList<string>? fields = [.. plan.Columns.Select(column => column.Name)];
        do
        {
            ct.ThrowIfCancellationRequested();
            List<RawRecord> batch = [];
            (more, var last) = await database.GuardAsync(() => FillAsync(rows, more, order, batch, ct));
            if (last is not null) reached = reached with { At = last, Mark = reached.ByCursor ? last[0] ?? reached.Mark : null };
            reached = reached with { End = !more };
            yield return new(batch, reached.Write(), CompletesSnapshot: Completes(reached)) { Fields = fields, Ends = reached.End };
            fields = null;
        }
        while (more);
    }

    // An empty table has not said that all records are gone; and one slice says nothing of the others.
    private bool Completes(SqlCheckpoint reached) => reached is { End: true, ByCursor: false, At: not null } && request.Since is null && request.Slice == Slice.Whole;

    private async Task<SqlCheckpoint> BeginAsync(CancellationToken ct)
    {
        var since = request.Since is null ? null : SqlCheckpoint.Read(request.Since);
        var byCursor = request.Since is not null && plan.Cursor is not null;
        if (SqlCheckpoint.Read(request.Checkpoint) is { } reached)
        {
            return reached.Of == of && reached.ByCursor == byCursor && (reached.At is null || reached.At.Count == plan.Order(byCursor).Count)
                ? reached
                : throw new ConnectorException(Recovery.Stop, $"Stream '{plan.Stream.Name}' has another table, key or cursor than the reading that was cut off. Start it from its beginning.") { Code = "checkpoint.foreign" };
        }

        var mark = byCursor && since?.Of == of ? since.Mark : null;
        var from = mark is null ? null : await database.GuardAsync(() => FromAsync(mark, ct));
        return new(of, byCursor, null, from, from is null ? null : mark, End: false);
    }

    /// <summary>Where a reading starts again; null for the beginning.</summary>
    private async Task<string?> FromAsync(string mark, CancellationToken ct)
    {
        // The newest cursor is behind the mark: a clock was set back or the newest rows are gone, and no mark says which rows are new.
        var known = await session.ValuesAsync(
            $"SELECT 1 FROM {plan.Stream.From} AS s WHERE {session.Compared(plan.Cursor!)} >= {session.Parameter(plan.Cursor!, 1)} LIMIT 1", [mark], ct);
        if (known.Count == 0) return null;
        return plan.Stream.Overlap.IsNone ? mark : await session.EarlierAsync(plan.Cursor!, mark, plan.Stream.Overlap, ct);
    }

    private SqlSelect Select(IReadOnlyList<SqlColumn> order, SqlCheckpoint reached)
    {
        var conditions = new SqlConditions(session);
        if (reached.From is not null) conditions.From(plan.Cursor!, reached.From);
        if (reached.At is not null) conditions.Behind(order, reached.At);
        if (SqlSlice.Read(request.Slice, of) is { } slice) conditions.Within(plan.Key[0], slice.From, slice.To);
        return new(plan.Stream.From, plan.Columns, order, conditions.Text, conditions.Parameters, limits);
    }

    /// <summary>Fills one batch and stands on the row behind it; rows of one place stay together, for no checkpoint lies between them.</summary>
    private async Task<(bool More, IReadOnlyList<string?>? Last)> FillAsync(SqlRows rows, bool more, IReadOnlyList<SqlColumn> order, List<RawRecord> batch, CancellationToken ct)
    {
        IReadOnlyList<string?>? last = null;
        var (bytes, same) = (0L, 0);
        while (more)
        {
            var place = rows.Place();
            same = last is not null && place.SequenceEqual(last) ? same + 1 : 0;
            if (same >= limits.BatchRecords) throw Indistinct();
            if (same == 0 && (batch.Count >= limits.BatchRecords || bytes >= limits.BatchBytes)) break;
            var record = records.Of(rows, order, place, batch.Count + 1);
            batch.Add(record);
            bytes += record.Payload.Length;
            last = place;
            more = await rows.NextAsync(ct);
        }

        return (more, last);
    }

    private ConnectorException Indistinct() => new(
        Recovery.Reconfigure,
        $"Stream '{plan.Stream.Name}': more than {limits.BatchRecords} rows share one key ({string.Join(", ", plan.Stream.Key)}). Name columns that tell rows apart.")
    { Code = "key.indistinct" };
}
