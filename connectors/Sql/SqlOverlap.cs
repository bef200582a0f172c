using System.Globalization;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>How far behind the last cursor a run starts again: a time, or a number.</summary>
/// <param name="Time">Null where it is a number.</param>
internal sealed record SqlOverlap(TimeSpan? Time, decimal Number)
{
    public static SqlOverlap None { get; } = new(null, 0);

    public bool IsNone => Time is null && Number == 0;

    /// <summary>Null where the text is neither a duration nor a number.</summary>
    public static SqlOverlap? Parse(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return new(null, number);
        if (text.Length is < 2 or > 7 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return text[^1] switch
        {
            's' => new(TimeSpan.FromSeconds(count), 0),
            'm' => new(TimeSpan.FromMinutes(count), 0),
            'h' => new(TimeSpan.FromHours(count), 0),
            'd' => new(TimeSpan.FromDays(count), 0),
            _ => null,
        };
    }
}
