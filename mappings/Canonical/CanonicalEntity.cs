namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>One thing, as one source record tells it, in the hub's own words.</summary>
/// <remarks>A field that is added later stands at the end: stored rows keep their hash then.</remarks>
/// <param name="Key">The source's key; unique within its connection.</param>
public abstract record CanonicalEntity([Internal] string Key)
{
    /// <summary>A customer's own fields.</summary>
    [Sensitive]
    public IReadOnlyDictionary<string, string>? Extensions { get; init; }
}

/// <summary>A fact that holds from a day on; the day is part of its key.</summary>
/// <param name="ValidTo">Only when the source states it; never derived.</param>
public abstract record EffectiveEntity(string Key, [Internal] DateOnly ValidFrom, [Internal] DateOnly? ValidTo) : CanonicalEntity(Key);
