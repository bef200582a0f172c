using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Control totals from the landed raw records behind the rows, before any mapping.</summary>
internal sealed class SourceTotals(IRawReader raw, IPinnedMappings mappings)
{
    /// <summary>Amounts whose stream names no total are left out, so that they cannot tie.</summary>
    public async Task<IReadOnlyList<ReleaseTotal>> OfAsync(ExportPlan plan, string workspace, IReadOnlyList<FrozenRow> rows, CancellationToken ct)
    {
        var sums = new TotalSums("source");
        await AddRowsAsync(plan, rows, sums, ct);
        if (plan.Amount is not null) await AddAmountsAsync(plan, workspace, rows, sums, ct);
        return sums.Totals;
    }

    private async Task AddRowsAsync(ExportPlan plan, IReadOnlyList<FrozenRow> rows, TotalSums sums, CancellationToken ct)
    {
        var payloads = await raw.ReadAsync([.. rows.Select(row => row.From[0].ToReference())], ct);
        foreach (var (row, payload) in rows.Zip(payloads))
        {
            if (!payload.IsEmpty) sums.AddRow(CanonicalTotals.Cell(row, plan.Dimension));
        }
    }

    private async Task AddAmountsAsync(ExportPlan plan, string workspace, IReadOnlyList<FrozenRow> rows, TotalSums sums, CancellationToken ct)
    {
        var column = plan.Dataset.Column(plan.Amount!)!;
        var entity = plan.Dataset.Of(column).Entity.Name;
        var paid = rows.Select(row => (Row: row, Origin: row.From.FirstOrDefault(origin => origin.Entity == entity))).Where(row => row.Origin is not null).ToList();
        var payloads = await raw.ReadAsync([.. paid.Select(row => row.Origin!.ToReference())], ct);
        foreach (var ((row, origin), payload) in paid.Zip(payloads))
        {
            if (payload.IsEmpty || await mappings.FindAsync(workspace, origin!.Connection, origin.Stream, origin.Mapping, ct) is not { } mapping) continue;
            var fields = mapping.TotalsOf(entity, column.Field);
            foreach (var (_, value) in new RawTotals(fields, mapping.Stream.Formats ?? Formats.Default).Values(payload.Span))
            {
                sums.Add(plan.Amount!, CanonicalTotals.Cell(row, plan.Dimension), CanonicalTotals.Cell(row, plan.Currency), TotalSums.Scaled(value));
            }
        }
    }
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
