using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Holds what sources said against what the hub keeps, for each pipeline's last reading.</summary>
public sealed class ControlTotals
{
    private readonly IWorkspaces workspaces;
    private readonly IRunStore runs;

    internal ControlTotals(IWorkspaces workspaces, IRunStore runs) => (this.workspaces, this.runs) = (workspaces, runs);

    /// <summary>One line per pipeline and field that its stream names under <c>totals:</c>.</summary>
    public async Task<IReadOnlyList<ControlTotal>> ReadAsync(CancellationToken ct)
    {
        if (await workspaces.LoadAsync(null, ct) is not { } workspace) return [];
        List<ControlTotal> lines = [];
        foreach (var pipeline in workspace.Pipelines.Values.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal))
        {
            var stream = workspace.Connections[pipeline.Connection].Streams[pipeline.Stream];
            if (stream.Totals.Count == 0 || await LastReadingAsync(pipeline.Name, ct) is not { } run) continue;
            var source = await runs.TotalsSinceAsync(run, ct);
            foreach (var field in stream.Totals) lines.AddRange(await LinesAsync(workspace, pipeline, field, source.GetValueOrDefault(field), ct));
        }

        return lines;
    }

    private async Task<RunRecord?> LastReadingAsync(string pipeline, CancellationToken ct) =>
        (await runs.ListAsync(pipeline, 100, ct)).FirstOrDefault(run => run is { State: RunState.Completed, Occurrence: { } occurrence } && !occurrence.StartsWith("replay:", StringComparison.Ordinal));

    // A raw sum has no currency of its own: with several, the first line carries it and the others add up to it.
    private async Task<IEnumerable<ControlTotal>> LinesAsync(Workspace workspace, Pipeline pipeline, string raw, decimal source, CancellationToken ct)
    {
        var mapping = workspace.Mappings[pipeline.Mapping];
        foreach (var entity in mapping.Entities.Select(name => CanonicalModel.Named(name)!))
        {
            if (entity.Fields.FirstOrDefault(field => field.CurrencyField is not null && mapping.PathsOf(entity.Name, field.Name).Contains(raw)) is not { } field) continue;
            var sums = await runs.SumAsync(entity, field, pipeline, ct);
            return sums.Select((sum, index) => new ControlTotal(pipeline.Name, raw, sum.Company, sum.Currency, sums.Count == 1 ? source : index == 0 ? source - sums.Skip(1).Sum(other => other.Amount) : sum.Amount, sum.Amount));
        }

        return [];
    }
}

/// <summary>One measure of one pipeline: its source against the hub.</summary>
/// <param name="Measure">The raw field that is summed.</param>
/// <param name="Source">Summed from raw values before mapping, quarantined records apart.</param>
/// <param name="Canonical">Summed over the entities in the store.</param>
public sealed record ControlTotal(string Pipeline, string Measure, string? Company, string Currency, decimal Source, decimal Canonical);
