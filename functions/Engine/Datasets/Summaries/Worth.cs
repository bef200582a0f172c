namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Amounts that are worked out: exact, then rounded once to the four digits that amounts have.</summary>
internal static class Worth
{
    public const int Digits = 4;

    public static decimal Rounded(decimal amount) => decimal.Round(amount, Digits, MidpointRounding.ToEven);

    /// <summary>What a quantity is worth; null without a price, and never zero then.</summary>
    public static decimal? Of(decimal quantity, decimal? price) => price is { } one ? Rounded(quantity * one) : null;
}
