using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace BackOffice.Integration.AzureFunctions;

/// <summary>Lets running invocations end and answer before the worker leaves.</summary>
public sealed class Drain(TimeProvider clock) : IFunctionsWorkerMiddleware, IHostedService, IDisposable
{
    // The host kills a worker five seconds after telling it to terminate.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LastAnswer = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource leaving = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One stands for the worker itself, so that zero is reached only while leaving.
    private int running = 1;

    /// <summary>Cancelled when the host asks the worker to leave.</summary>
    public CancellationToken Leaving => leaving.Token;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        Interlocked.Increment(ref running);
        try
        {
            await next(context);
        }
        finally
        {
            Leave();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        var alone = Volatile.Read(ref running) == 1;
        Leave();
        await Task.WhenAny(idle.Task, Task.Delay(Patience, clock, CancellationToken.None));
        // The last answer is written after its middleware has returned.
        if (!alone) await Task.Delay(LastAnswer, clock, CancellationToken.None);
    }

    public void Dispose() => leaving.Dispose();

    private void Leave()
    {
        if (Interlocked.Decrement(ref running) == 0) idle.TrySetResult();
    }
}
