using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Holds what sources said against what the hub keeps, for each pipeline's last reading.</summary>
public sealed class ControlTotals
{
    private readonly IWorkspaces workspaces;
    private readonly IRunStore runs;
    private readonly IFixStore fixes;
    private readonly IRawReader raw;

    internal ControlTotals(IWorkspaces workspaces, IRunStore runs, IFixStore fixes, IRawReader raw) => (this.workspaces, this.runs, this.fixes, this.raw) = (workspaces, runs, fixes, raw);

    /// <summary>One line per pipeline and field that its stream names under <c>totals:</c>; what becomes no amount in any pipeline of the stream has a line as well.</summary>
    public async Task<IReadOnlyList<ControlTotal>> ReadAsync(CancellationToken ct)
    {
        if (await workspaces.LoadAsync(null, ct) is not { } workspace) return [];
        List<ControlTotal> lines = [];
        HashSet<(string Connection, string Stream, string Field)> told = [];
        foreach (var pipeline in workspace.Pipelines.Values.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal))
        {
            var stream = workspace.Connections[pipeline.Connection].Streams[pipeline.Stream];
            if (stream.Totals.Count == 0 || await LastReadingAsync(pipeline.Name, ct) is not { } run) continue;
            var source = await runs.TotalsSinceAsync(run, ct);
            var byFix = await ByFixAsync(pipeline, stream, workspace.Mappings[pipeline.Mapping].KeptDigitsOf, ct);
            foreach (var field in stream.Totals)
            {
                if (AmountOf(workspace, pipeline, field) is { } amount) lines.AddRange(await LinesAsync(pipeline, field, amount, source, byFix.GetValueOrDefault(field), ct));
                else if (!BecomesElsewhere(workspace, pipeline, field) && told.Add((pipeline.Connection, pipeline.Stream, field)))
                    lines.Add(new(pipeline.Name, field, null, "", source.GetValueOrDefault(field), 0, 0, null));
            }
        }

        return lines;
    }

    private static (EntityDescriptor Entity, FieldDescriptor Field)? AmountOf(Workspace workspace, Pipeline pipeline, string total)
    {
        var mapping = workspace.Mappings[pipeline.Mapping];
        foreach (var entity in mapping.Entities.Select(name => CanonicalModel.Named(name)!))
            if (entity.Fields.FirstOrDefault(field => field.Type == FieldType.Decimal && mapping.Reads(entity.Name, field.Name, total)) is { } field) return (entity, field);
        return null;
    }

    private static bool BecomesElsewhere(Workspace workspace, Pipeline pipeline, string total) => workspace.Pipelines.Values.Any(
        other => other.Connection == pipeline.Connection && other.Stream == pipeline.Stream && AmountOf(workspace, other, total) is not null);

    private async Task<RunRecord?> LastReadingAsync(string pipeline, CancellationToken ct) =>
        (await runs.ListAsync(pipeline, 100, ct)).FirstOrDefault(run => run is { State: RunState.Completed, Occurrence: not null, IsReplay: false });

    /// <summary>What the fixes of the records read last add to the raw sums, by field.</summary>
    private async Task<Dictionary<string, decimal>> ByFixAsync(Pipeline pipeline, StreamSettings stream, Func<string, int?> keptDigits, CancellationToken ct)
    {
        var applied = await fixes.AppliedAsync(pipeline.Name, pipeline.Connection, pipeline.Stream, ct);
        var payloads = applied.Count == 0 ? [] : await raw.ReadAsync([.. applied.Select(one => one.Record)], ct);
        var totals = new RawTotals(stream.Totals, stream.Formats ?? Formats.Default);
        Dictionary<string, decimal> sums = [];
        foreach (var ((fix, _), payload) in applied.Zip(payloads))
        {
            foreach (var (field, value) in totals.Values(fix.ApplyTo(payload.Span))) sums[field] = sums.GetValueOrDefault(field) + Kept(field, value);
            foreach (var (field, value) in totals.Values(payload.Span)) sums[field] = sums.GetValueOrDefault(field) - Kept(field, value);
        }

        return sums;

        decimal Kept(string field, decimal value) => keptDigits(field) is { } digits ? decimal.Round(value, digits, MidpointRounding.ToEven) : value;
    }

    // A raw sum has no currency of its own: with several, the first line carries it and the others add up to it.
    private async Task<IEnumerable<ControlTotal>> LinesAsync(
        Pipeline pipeline, string total, (EntityDescriptor Entity, FieldDescriptor Field) amount, IReadOnlyDictionary<string, decimal> source, decimal byFix, CancellationToken ct)
    {
        var (read, rounding) = (source.GetValueOrDefault(total), source.GetValueOrDefault(total + RawTotals.Rounding));
        var sums = await runs.SumAsync(amount.Entity, amount.Field, pipeline, ct);
        // Where the hub keeps nothing at all, the source's sum must not vanish with it.
        if (sums.Count == 0) sums = [new(null, "", 0)];
        return sums.Select((sum, index) => index > 0
            ? new ControlTotal(pipeline.Name, total, sum.Company, sum.Currency, sum.Amount, 0, 0, sum.Amount)
            : new ControlTotal(pipeline.Name, total, sum.Company, sum.Currency, read - sums.Skip(1).Sum(other => other.Amount), rounding, byFix, sum.Amount));
    }
}

/// <summary>One measure of one pipeline: its source against the hub.</summary>
/// <param name="Measure">The raw field that is summed.</param>
/// <param name="Currency">Empty for a quantity and where the source tells none.</param>
/// <param name="Source">Summed from raw values before mapping, quarantined records apart.</param>
/// <param name="Rounding">What the mapping adds by rounding each value.</param>
/// <param name="ByFix">What corrected values add to the source.</param>
/// <param name="Canonical">Summed over the entities in the store; null where no mapping makes an amount of it, so that nothing can be held against it.</param>
public sealed record ControlTotal(
    string Pipeline, string Measure, string? Company, string Currency, decimal Source, decimal Rounding, decimal ByFix, decimal? Canonical)
{
    public bool Ties => Source + Rounding + ByFix == Canonical;
}
