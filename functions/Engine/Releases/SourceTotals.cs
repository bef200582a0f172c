using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Control totals from the landed raw records behind the rows, before any mapping; what fixes change stands apart.</summary>
/// <param name="fixes">Of the records behind the rows.</param>
internal sealed class SourceTotals(IRawReader raw, IPinnedMappings mappings, IReadOnlyDictionary<Guid, RecordFix> fixes)
{
    /// <summary>Amounts whose stream names no total are left out, so that they cannot tie.</summary>
    public async Task<IReadOnlyList<ReleaseTotal>> OfAsync(ExportPlan plan, string workspace, IReadOnlyList<FrozenRow> rows, CancellationToken ct)
    {
        TotalSums sums = new("source"), byFix = new("fix");
        await AddRowsAsync(plan, rows, sums, ct);
        if (plan.Amount is not null) await AddAmountsAsync(plan, workspace, rows, sums, byFix, ct);
        return [.. sums.Totals, .. byFix.Totals.Where(total => total.Value != 0)];
    }

    private async Task AddRowsAsync(ExportPlan plan, IReadOnlyList<FrozenRow> rows, TotalSums sums, CancellationToken ct)
    {
        var payloads = await raw.ReadAsync([.. rows.Select(row => row.From[0].ToReference())], ct);
        foreach (var (row, payload) in rows.Zip(payloads))
        {
            if (!payload.IsEmpty) sums.AddRow(CanonicalTotals.Cell(row, plan.Dimension));
        }
    }

    private async Task AddAmountsAsync(ExportPlan plan, string workspace, IReadOnlyList<FrozenRow> rows, TotalSums sums, TotalSums byFix, CancellationToken ct)
    {
        var column = plan.Dataset.Column(plan.Amount!)!;
        var entity = plan.Dataset.Of(column).Entity.Name;
        var paid = rows.Select(row => (Row: row, Origin: row.From.FirstOrDefault(origin => origin.Entity == entity))).Where(row => row.Origin is not null).ToList();
        var payloads = await raw.ReadAsync([.. paid.Select(row => row.Origin!.ToReference())], ct);
        foreach (var ((row, origin), payload) in paid.Zip(payloads))
        {
            if (payload.IsEmpty || await mappings.FindAsync(workspace, origin!.Connection, origin.Stream, origin.Mapping, ct) is not { } mapping) continue;
            var fields = mapping.TotalsOf(entity, column.Field);
            var totals = new RawTotals(fields, mapping.Stream.Formats ?? Formats.Default);
            var given = totals.Values(payload.Span);
            foreach (var (_, value) in given) Add(sums, value);
            if (origin.Fixes.Length == 0) continue;
            // A value that is no number before its fix counts as zero, so that the difference ties.
            if (given.Count == 0 && fields.Count > 0) Add(sums, 0);
            Add(byFix, Sum(totals.Values(FixedPayload.Of(payload, origin.FixIds.Select(id => fixes[id])).Span)) - Sum(given));

            void Add(TotalSums to, decimal value) =>
                to.Add(plan.Amount!, CanonicalTotals.Cell(row, plan.Dimension), CanonicalTotals.Cell(row, plan.Currency), TotalSums.Scaled(value));
        }
    }

    private static decimal Sum(IReadOnlyList<(string Field, decimal Value)> values) => values.Sum(one => one.Value);
}

/// <summary>From a frozen origin to the landed record.</summary>
internal static class OriginReference
{
    public static RawReference ToReference(this Origin origin) => new(
        origin.Connection,
        origin.Stream,
        origin.RawKey,
        Guid.TryParse(origin.Landing, out var landing) ? landing : Guid.Empty,
        origin.Position.Length == 0 ? new Position(0) : PositionText.Parse(origin.Position),
        ulong.TryParse(origin.RawHash, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash) ? hash : 0);
}
