using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>One reading of a stream: where it starts, in which order, and the batches it gives.</summary>
internal sealed class SqlReading(SqlDatabase database, SqlSession session, SqlPlan plan, SqlLimits limits, ReadRequest request)
{
    private readonly string of = SqlToken.Of(plan.Stream);
    private readonly SqlRowRecords records = new(plan);
    private readonly RecordRemark odd = new(RecordRemark.CursorUnfit, plan.Cursor?.Name ?? "");
    private string? fits;

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
            (more, reached) = await database.GuardAsync(() => FillAsync(rows, more, order, reached, batch, ct));
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
        if (byCursor) fits = await database.GuardAsync(() => SqlFitness.ConditionAsync(session, plan, ct));
        if (SqlCheckpoint.Read(request.Checkpoint) is { } reached)
        {
            return reached.Of == of && reached.ByCursor == byCursor && (reached.At is null || reached.At.Count == plan.Order(byCursor).Count)
                ? reached
                : throw new ConnectorException(Recovery.Stop, $"Stream '{plan.Stream.Name}' has another table, key or cursor than the reading that was cut off. Start it from its beginning.") { Code = "checkpoint.foreign" };
        }

        var from = byCursor && since?.Of == of ? await database.GuardAsync(() => FromAsync(since.Mark, ct)) : null;
        return new(of, byCursor, null, from, from is null ? null : since!.Mark, End: false);
    }

    /// <summary>Where a reading starts again; null for the beginning.</summary>
    private async Task<string?> FromAsync(string? mark, CancellationToken ct)
    {
        if (mark is null) return await HasFittingAsync(ct) ? null : throw session.Unfit(plan.Cursor!, plan.Stream.Overlap);
        // The newest cursor is behind the mark: a clock was set back or the newest rows are gone, and no mark says which rows are new.
        var newest = $"{session.Compared(plan.Cursor!)} >= {session.Parameter(plan.Cursor!, 1)}{(fits is null ? "" : $" AND {fits}")}";
        if (!await session.AnyAsync(plan.Stream.From, newest, ct, mark)) return null;
        return plan.Stream.Overlap.IsNone ? mark : await session.EarlierAsync(plan.Cursor!, mark, plan.Stream.Overlap, ct);
    }

    /// <summary>False where there are values and none of them goes with the overlap: that is no odd value but a wrong setting.</summary>
    private async Task<bool> HasFittingAsync(CancellationToken ct) =>
        fits is null || plan.Stream.Overlap.IsNone
        || await session.AnyAsync(plan.Stream.From, fits, ct) || !await session.AnyAsync(plan.Stream.From, $"{plan.Cursor!.Quoted} IS NOT NULL", ct);

    private SqlSelect Select(IReadOnlyList<SqlColumn> order, SqlCheckpoint reached)
    {
        var conditions = new SqlConditions(session);
        if (reached.From is not null) conditions.From(plan.Cursor!, reached.From, fits);
        if (reached.At is not null) conditions.Behind(order, reached.At);
        if (SqlSlice.Read(request.Slice, of) is { } slice) conditions.Within(plan.Key[0], slice.From, slice.To);
        return new(plan.Stream.From, plan.Columns, order, conditions.Text, conditions.Parameters, fits, limits);
    }

    /// <summary>Fills one batch and stands on the row behind it; rows of one place stay together, for no checkpoint lies between them.</summary>
    private async Task<(bool More, SqlCheckpoint Reached)> FillAsync(
        SqlRows rows, bool more, IReadOnlyList<SqlColumn> order, SqlCheckpoint reached, List<RawRecord> batch, CancellationToken ct)
    {
        IReadOnlyList<string?>? last = null;
        var (bytes, same) = (0L, 0);
        while (more)
        {
            var place = rows.Place();
            same = last is not null && place.SequenceEqual(last) ? same + 1 : 0;
            if (same >= limits.BatchRecords) throw Indistinct();
            if (same == 0 && (batch.Count >= limits.BatchRecords || bytes >= limits.BatchBytes)) break;
            var unfit = reached.ByCursor && place[0] is not null && !rows.Fits();
            var record = records.Of(rows, order, place, batch.Count + 1) with { Remark = unfit ? odd : null };
            batch.Add(record);
            bytes += record.Payload.Length;
            last = place;
            if (reached.ByCursor && !unfit) reached = reached with { Mark = place[0] ?? reached.Mark };
            more = await rows.NextAsync(ct);
        }

        return (more, reached with { At = last ?? reached.At, End = !more });
    }

    private ConnectorException Indistinct() => new(
        Recovery.Reconfigure,
        $"Stream '{plan.Stream.Name}': more than {limits.BatchRecords} rows share one key ({string.Join(", ", plan.Stream.Key)}). Name columns that tell rows apart.")
    { Code = "key.indistinct" };
}
