namespace BackOffice.Integration.Engine.Runs;

/// <summary>Turns a request into runs: one per occurrence, however often it is asked for.</summary>
public sealed class RunStarter
{
    internal RunStarter()
    {
    }

    /// <summary>Returns the runs that stand for the request; none when no file waits.</summary>
    public Task<IReadOnlyList<RunTicket>> StartAsync(StartRun request, CancellationToken ct) => throw new NotImplementedException();
}
