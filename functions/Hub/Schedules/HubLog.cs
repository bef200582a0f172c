namespace BackOffice.Integration.Hub.Schedules;

/// <summary>What the hub logs: ids, names and codes, never a value.</summary>
internal static partial class HubLog
{
    [LoggerMessage(1, LogLevel.Information, "Run {RunId} of {Pipeline} queued by {Trigger}")]
    public static partial void RunQueued(this ILogger log, Guid runId, string pipeline, string trigger);

    [LoggerMessage(2, LogLevel.Information, "Run {RunId} of {Pipeline} completed: {Read} read, {Mapped} mapped, {Quarantined} quarantined")]
    public static partial void RunEnded(this ILogger log, Guid runId, string pipeline, long read, long mapped, long quarantined);

    [LoggerMessage(3, LogLevel.Error, "Run {RunId} of {Pipeline} failed at attempt {Attempt} ({Code})")]
    public static partial void RunFailed(this ILogger log, Guid runId, string pipeline, int attempt, string code);

    [LoggerMessage(4, LogLevel.Error, "A job failed ({Code})")]
    public static partial void JobFailed(this ILogger log, string code);

    [LoggerMessage(5, LogLevel.Information, "Schedule {Schedule} entered, due next at {Due:u}")]
    public static partial void ScheduleEntered(this ILogger log, string schedule, DateTimeOffset? due);

    [LoggerMessage(6, LogLevel.Information, "Schedule {Schedule} only reminds: a draft is made by an actor")]
    public static partial void ExportByHand(this ILogger log, string schedule);

    [LoggerMessage(7, LogLevel.Error, "Polling {Place} fails ({Code}); it goes on")]
    public static partial void PlaceFailed(this ILogger log, string place, string code);

    [LoggerMessage(8, LogLevel.Information, "Polling {Place} works again")]
    public static partial void PlaceMended(this ILogger log, string place);

    [LoggerMessage(9, LogLevel.Information, "Release {ReleaseId} delivered")]
    public static partial void ReleaseDelivered(this ILogger log, Guid releaseId);

    [LoggerMessage(10, LogLevel.Error, "Release {ReleaseId} not delivered ({Code}); next attempt in {Wait}")]
    public static partial void ReleaseNotDelivered(this ILogger log, Guid releaseId, string code, TimeSpan wait);

    [LoggerMessage(11, LogLevel.Warning, "A request was answered {Status} ({Code})")]
    public static partial void RequestRefused(this ILogger log, int status, string code);

    [LoggerMessage(12, LogLevel.Information, "Hub {Hub} listens at {Address}")]
    public static partial void Listening(this ILogger log, string hub, string address);

    [LoggerMessage(13, LogLevel.Information, "Hub {Hub} stopped")]
    public static partial void Stopped(this ILogger log, string hub);

    [LoggerMessage(14, LogLevel.Information, "Run {RunId} of {Pipeline} gives way to a newer one")]
    public static partial void RunSuperseded(this ILogger log, Guid runId, string pipeline);
}
