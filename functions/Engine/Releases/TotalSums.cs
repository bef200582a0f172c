using System.Globalization;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Adds up one stage's control totals in integers of four digits.</summary>
internal sealed class TotalSums(string stage)
{
    private readonly SortedDictionary<(string Measure, string Dimension, string Currency), long> sums = [];

    public IReadOnlyList<ReleaseTotal> Totals =>
        [.. sums.Select(sum => new ReleaseTotal(stage, sum.Key.Measure, sum.Key.Dimension, sum.Key.Currency, sum.Value))];

    public void Add(string measure, string? dimension, string? currency, long value)
    {
        var key = (measure, dimension ?? "", currency ?? "");
        sums[key] = checked(sums.GetValueOrDefault(key) + value);
    }

    public void AddRow(string? dimension) => Add("rows", dimension, null, 1);

    /// <summary>A decimal with at most four digits as an integer; more digits cannot tie and throw.</summary>
    public static long Scaled(decimal value)
    {
        var scaled = value * 10_000m;
        return decimal.Truncate(scaled) == scaled ? (long)scaled : throw new RefusedException("total.too-precise", "An amount has more than four digits behind the point; round it in the mapping.");
    }

    public static long Scaled(string text) => Scaled(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture));
}
