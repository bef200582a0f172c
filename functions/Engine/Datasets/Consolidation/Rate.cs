namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What one unit of a currency is worth in another, as a fraction: nothing is rounded before an amount is.</summary>
internal readonly record struct Rate(decimal Times, decimal Over)
{
    private const int MoneyDigits = 4;
    private const int RateDigits = 10;

    public static Rate One { get; } = new(1, 1);

    /// <summary>The other way round.</summary>
    public Rate Turned => new(Over, Times);

    /// <summary>As a number that people can hold against the table.</summary>
    public decimal Shown => Math.Round(Times / Over, RateDigits, MidpointRounding.ToEven);

    public static Rate operator *(Rate left, Rate right) => new(left.Times * right.Times, left.Over * right.Over);

    /// <summary>An amount in the other currency, rounded half to even.</summary>
    public decimal Of(decimal amount) => Money(amount * Times / Over);

    public static decimal Money(decimal amount) => Math.Round(amount, MoneyDigits, MidpointRounding.ToEven);
}

/// <summary>A rate that was found, and what is doubtful about it.</summary>
/// <param name="Kind">closing, average (stated so by the table) or mean (of its daily rates); null where nothing is translated.</param>
/// <param name="Day">The day that the table states it for; null for an average and for a currency to itself.</param>
internal sealed record FoundRate(Rate Value, string? Kind, DateOnly? Day, IReadOnlyList<RateDoubt> Doubts)
{
    public const string Closing = "closing";
    public const string Average = "average";
    public const string Mean = "mean";

    /// <summary>Of a currency to itself.</summary>
    public static FoundRate None { get; } = new(Rate.One, null, null, []);

    /// <summary>As a number; null where nothing is translated.</summary>
    public decimal? Shown => Kind is null ? null : Value.Shown;

    /// <summary>Through a currency that both have a rate with.</summary>
    public FoundRate Then(FoundRate next) => new(
        Value * next.Value,
        Kind == next.Kind ? Kind : Mean,
        Day < next.Day ? Day : next.Day,
        [.. Doubts, .. next.Doubts]);
}

/// <summary>Why a rate may not be the right one.</summary>
internal sealed record RateDoubt(string Code, string What);
