namespace BackOffice.Integration.Engine.Runs;

/// <summary>Executes one slice of a run under a lease; the last slice closes the run.</summary>
public sealed class SliceExecutor
{
    internal SliceExecutor()
    {
    }

    /// <summary>Goes on from the last commit; a completed run is left alone.</summary>
    public Task<RunOutcome> ExecuteAsync(Guid runId, string slice, IProgress<RunCounts>? progress, CancellationToken ct) => throw new NotImplementedException();
}
