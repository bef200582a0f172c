namespace BackOffice.Integration.Mappings.Canonical.Hr;

/// <summary>Days on which somebody does not work.</summary>
/// <param name="Kind">Open code: vacation, sickness, parental, unpaid, or the source's own.</param>
/// <param name="LastDay">Included; none while it is not known.</param>
/// <param name="Days">Working days it takes.</param>
/// <param name="ApprovalStatus">Open code: requested, approved, declined, cancelled, or the source's own.</param>
[Entity("hr.absence")]
public sealed record Absence(
    string Key,
    [Internal, Reference(typeof(Employment))] string Employment,
    [Sensitive] string Kind,
    [Personal] DateOnly FirstDay,
    [Personal] DateOnly? LastDay,
    [Personal] decimal? Days,
    [Personal] decimal? Hours,
    [Internal] string? ApprovalStatus,
    [Personal] string? Approver,
    [Internal] DateTimeOffset? DecidedAt) : CanonicalEntity(Key);
