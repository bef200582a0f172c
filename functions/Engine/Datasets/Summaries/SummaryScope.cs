using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>For when, and under which workspace, figures are drawn.</summary>
/// <param name="Zone">Where days begin and end.</param>
internal sealed record SummaryScope(Period Period, TimeZoneInfo Zone, CrosswalkSet Crosswalks)
{
    /// <summary>How the companies are put together; null where the hub does not say.</summary>
    public Group? Group { get; init; }

    public static SummaryScope Of(Workspace workspace, Period period) =>
        new(period, TimeZoneInfo.FindSystemTimeZoneById(workspace.Hub.TimeZone), workspace.Crosswalks) { Group = workspace.Hub.Group };

    /// <summary>First instant of the period.</summary>
    public DateTimeOffset StartsAt => Midnight(Period.Start);

    /// <summary>First instant after the period.</summary>
    public DateTimeOffset EndsBefore => Midnight(Period.End.AddDays(1));

    private DateTimeOffset Midnight(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where a zone skips midnight, the day begins when clocks go on.
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        return new(midnight, Zone.GetUtcOffset(midnight));
    }
}
