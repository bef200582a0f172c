using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Hangfire;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>The jobs that workers execute; they carry ids and names only.</summary>
[AutomaticRetry(Attempts = 0)]
internal sealed class RunJobs(HubEngine engine, RunQueue queue, ScheduleBook book, ILogger<RunJobs> log)
{
    private const int Attempts = 10;

    /// <summary>Executes one run, then hands over the next.</summary>
    public Task ExecuteAsync(Guid runId, CancellationToken ct) => GuardAsync(async () =>
    {
        RunOutcome outcome;
        try
        {
            outcome = await engine.Slices.ExecuteAsync(runId, SliceExecutor.Whole, null, ct);
        }
        finally
        {
            queue.Done(runId);
        }

        // Somebody else is at this pipeline; the next beat asks again.
        if (outcome is { State: RunState.Queued or RunState.Started }) return;
        await ReportAsync(outcome, ct);
        await queue.FillAsync(ct);
    }, ct);

    /// <summary>Queues a failed run once more, unless somebody did so already.</summary>
    public Task AgainAsync(Guid runId, CancellationToken ct) => GuardAsync(async () =>
    {
        var run = (await engine.Runs.ShowAsync(runId.ToString(), ct)).Run;
        if (run.State != RunState.Failed) return;
        await engine.Starter.StartAsync(new(run.Pipeline, run.Trigger, run.Occurrence), ct);
        await queue.FillAsync(ct);
    }, ct);

    /// <summary>Starts what a schedule is due for.</summary>
    public Task FireAsync(string schedule, CancellationToken ct) => GuardAsync(() => book.FireAsync(schedule, ct), ct);

    private async Task ReportAsync(RunOutcome outcome, CancellationToken ct)
    {
        var run = (await engine.Runs.ShowAsync(outcome.RunId.ToString(), ct)).Run;
        if (outcome.State == RunState.Abandoned)
        {
            log.RunSuperseded(run.Id, run.Pipeline);
            return;
        }

        if (outcome.ErrorCode is null)
        {
            log.RunEnded(run.Id, run.Pipeline, run.Counts.Read, run.Counts.Mapped, run.Counts.Quarantined);
            return;
        }

        log.RunFailed(run.Id, run.Pipeline, run.Attempt, outcome.ErrorCode);
        if (outcome.Recovery == Recovery.Retry && run.Attempt < Attempts) queue.Again(run);
    }

    // What a job throws is logged and shown by others, so it may hold nothing but a code.
    private async Task GuardAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failed)
        {
            var code = Faults.CodeOf(failed);
            log.JobFailed(code);
            throw new JobFailedException(code);
        }
    }
}

/// <summary>A job failed; the log and the run say more.</summary>
internal sealed class JobFailedException(string code) : Exception(code);
