namespace BackOffice.Integration.Mappings.Canonical.Shared;

/// <summary>Someone the company buys from or sells to.</summary>
[Entity("shared.party")]
public sealed record Party(
    string Key,
    [Internal] string? Number,
    [Personal] string? Name,
    [Internal] string? Kind) : CanonicalEntity(Key);
