using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions;

/// <summary>What the worker logs: ids, names and codes, never a value.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "Run {RunId} slice '{Slice}' delivery {Delivery} ended as {State} ({Code})")]
    public static partial void SliceEnded(this ILogger log, Guid runId, string slice, long delivery, string state, string? code);

    [LoggerMessage(2, LogLevel.Warning, "Run {RunId} slice '{Slice}' delivery {Delivery} waits to be delivered again ({Code})")]
    public static partial void SliceWaits(this ILogger log, Guid runId, string slice, long delivery, string? code);

    [LoggerMessage(3, LogLevel.Error, "A message on the slice queue has version {Version}; this worker reads version {Known}")]
    public static partial void SliceUnreadable(this ILogger log, int version, int known);

    [LoggerMessage(4, LogLevel.Information, "{Count} runs of pipeline {Pipeline} enqueued")]
    public static partial void RunsEnqueued(this ILogger log, int count, string pipeline);

    [LoggerMessage(5, LogLevel.Warning, "A request was answered {Status} ({Code})")]
    public static partial void RequestRefused(this ILogger log, int status, string code);

    [LoggerMessage(6, LogLevel.Error, "A request failed unexpectedly ({Code})")]
    public static partial void RequestFailed(this ILogger log, string code);

    [LoggerMessage(7, LogLevel.Warning, "Pipeline {Pipeline} has not completed a run for {Hours} hours")]
    public static partial void PipelineSilent(this ILogger log, string pipeline, int hours);
}
