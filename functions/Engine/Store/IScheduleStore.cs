using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Keeps when each schedule of the published workspace is due next.</summary>
internal interface IScheduleStore
{
    /// <summary>By name.</summary>
    Task<IReadOnlyList<DueSchedule>> ListAsync(CancellationToken ct);

    /// <summary>Moves a schedule on, unless somebody moved it since it was read.</summary>
    Task AdvanceAsync(DueSchedule schedule, DateTimeOffset? next, CancellationToken ct);
}
