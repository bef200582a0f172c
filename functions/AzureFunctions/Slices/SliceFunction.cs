using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions.Slices;

/// <summary>Executes one slice of a run; a failure makes the host deliver the message again.</summary>
public sealed class SliceFunction(HubEngine engine, Drain drain, ILogger<SliceFunction> log)
{
    [Function("Slice")]
    public async Task RunAsync(
        [QueueTrigger(SliceQueue.Name, Connection = WorkerSettings.HubStorage)] SliceMessage message, long dequeueCount, CancellationToken ct)
    {
        if (message.V != SliceMessage.Version)
        {
            log.SliceUnreadable(message.V, SliceMessage.Version);
            throw new SliceWaitsException($"The message has version {message.V} and this worker reads {SliceMessage.Version}; deploy the worker that wrote it.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, drain.Leaving);
        var outcome = await engine.Slices.ExecuteAsync(message.RunId, message.Slice, progress: null, stop.Token);
        if (outcome.Recovery == Recovery.Retry)
        {
            log.SliceWaits(message.RunId, message.Slice, dequeueCount, outcome.ErrorCode);
            throw new SliceWaitsException($"Run {message.RunId} has to be tried again ({outcome.ErrorCode}).");
        }

        log.SliceEnded(message.RunId, message.Slice, dequeueCount, outcome.State.ToString(), outcome.ErrorCode);
    }
}

/// <summary>Tells the host to deliver the message again.</summary>
internal sealed class SliceWaitsException(string message) : Exception(message);
