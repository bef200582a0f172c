using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>Hours that somebody worked on a day.</summary>
/// <param name="Kind">Open code: regular, overtime, night, standby, or the source's own.</param>
[Entity("hr.time-entry")]
public sealed record TimeEntry(
    string Key,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Personal] DateOnly Day,
    [Personal] decimal Hours,
    [Internal] string? Kind,
    [Internal, Reference(typeof(CostCentre))] string? CostCentre,
    [Internal] string? Project) : CanonicalEntity(Key);
