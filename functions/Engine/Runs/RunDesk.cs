using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>What people ask about runs.</summary>
public sealed class RunDesk
{
    private readonly IRunStore runs;
    private readonly IFindingStore findings;

    internal RunDesk(IRunStore runs, IFindingStore findings) => (this.runs, this.findings) = (runs, findings);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunSummary>> ListAsync(string? pipeline, int limit, CancellationToken ct) =>
        [.. (await runs.ListAsync(pipeline, limit, ct)).Select(RunSummary.Of)];

    /// <summary>What somebody still has to execute or is executing, oldest first.</summary>
    public async Task<IReadOnlyList<RunSummary>> UnfinishedAsync(CancellationToken ct) => [.. (await runs.UnfinishedAsync(null, ct)).Select(RunSummary.Of)];

    /// <param name="id">An id or its beginning.</param>
    public async Task<RunDetail> ShowAsync(string id, CancellationToken ct)
    {
        var run = await FindAsync(id, ct);
        return new(RunSummary.Of(run), await runs.TotalsAsync(run.Id, ct), await findings.CountOpenedAsync(run.Id, ct));
    }

    private async Task<RunRecord> FindAsync(string id, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(id)) throw new RefusedException("run.unnamed", "No run is named; give its id or the id's beginning, as `backoffice run list` shows them.");
        if (Guid.TryParse(id, out var whole) && await runs.FindAsync(whole, ct) is { } exact) return exact;
        var found = (await runs.ListAsync(null, 10_000, ct)).Where(run => run.Id.ToString().StartsWith(id, StringComparison.Ordinal)).Take(2).ToList();
        return found is [var one] ? one : throw new RefusedException("run.unknown", $"No single run is called '{id}'; `backoffice run list` shows them.");
    }
}

/// <summary>One run at a glance.</summary>
public sealed record RunSummary(
    Guid Id, string Pipeline, string? Occurrence, string Trigger, RunState State, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? ErrorCode, RunCounts Counts)
{
    internal static RunSummary Of(RunRecord run) => new(
        run.Id, run.Pipeline, run.Occurrence, run.Trigger, run.State, run.Attempt, run.StartedAt, run.EndedAt, run.ErrorCode, run.Counts);
}

/// <summary>One run and what it brought.</summary>
/// <param name="Totals">Sums of raw values before mapping, by field; what waits in quarantine stands apart.</param>
/// <param name="Findings">How many its commits opened.</param>
public sealed record RunDetail(RunSummary Run, IReadOnlyDictionary<string, decimal> Totals, long Findings);
