using System.Collections.Concurrent;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Hangfire;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>Hands unfinished runs of the store to the workers: one at a time per pipeline, oldest first.</summary>
internal sealed class RunQueue(HubEngine engine, IBackgroundJobClient jobs)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Guid> inHand = new(StringComparer.Ordinal);

    /// <summary>Asks the store, so that what another process queued or a killed one left is found too.</summary>
    /// <returns>How many runs were handed over.</returns>
    public async Task<int> FillAsync(CancellationToken ct)
    {
        var handed = 0;
        foreach (var next in (await engine.Runs.UnfinishedAsync(ct)).DistinctBy(run => run.Pipeline))
        {
            if (!inHand.TryAdd(next.Pipeline, next.Id)) continue;
            jobs.Enqueue<RunJobs>(job => job.ExecuteAsync(next.Id, CancellationToken.None));
            handed++;
        }

        return handed;
    }

    /// <summary>Frees the pipeline for its next run.</summary>
    public void Done(Guid runId)
    {
        foreach (var held in inHand.Where(held => held.Value == runId)) inHand.TryRemove(held);
    }

    /// <summary>Tries a failed run again later; each attempt waits twice as long.</summary>
    public void Again(RunSummary run)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(run.Attempt - 1, 10));
        jobs.Schedule<RunJobs>(job => job.AgainAsync(run.Id, CancellationToken.None), wait < LongestWait ? wait : LongestWait);
    }
}
