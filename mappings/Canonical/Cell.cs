using System.Globalization;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>The value of one field: nothing, a text, or an integer that its descriptor reads.</summary>
/// <remarks>Decimals are scaled by <see cref="FieldDescriptor.Scale"/>, dates are day numbers, instants microseconds, booleans 0 and 1.</remarks>
public readonly record struct Cell
{
    private Cell(string? text, long number, bool hasValue) => (Text, Number, HasValue) = (text, number, hasValue);

    public string? Text { get; }

    public long Number { get; }

    /// <summary>False for a missing value; an empty text is a value.</summary>
    public bool HasValue { get; }

    public static Cell Of(string? text) => text is null ? default : new(text, 0, true);

    public static Cell Of(long number) => new(null, number, true);

    public static Cell Of(DateOnly date) => new(null, date.DayNumber, true);

    public static Cell Of(bool value) => new(null, value ? 1 : 0, true);

    /// <summary>Nothing when the decimal has more digits than the scale or does not fit 64 bits.</summary>
    public static Cell? OfDecimal(decimal value, int scale)
    {
        if (Math.Abs(value) > Greatest(scale)) return null;
        var scaled = value * Power(scale);
        return scaled.Scale == 0 || decimal.Truncate(scaled) == scaled ? Of((long)scaled) : null;
    }

    /// <summary>The decimal this cell holds; only where <see cref="HasValue"/>.</summary>
    public decimal Decimal(int scale) => Number / Power(scale);

    public DateOnly Date => DateOnly.FromDayNumber((int)Number);

    /// <summary>The value in the text form of JSON, files and screens; null where there is none.</summary>
    public string? ToText(FieldDescriptor field) => !HasValue ? null : field.Type switch
    {
        FieldType.Text => Text,
        FieldType.Decimal => Decimal(field.Scale).ToString("0.####################", CultureInfo.InvariantCulture),
        FieldType.Integer => Number.ToString(CultureInfo.InvariantCulture),
        FieldType.Boolean => Number == 0 ? "false" : "true",
        FieldType.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Instant => DateTimeOffset.UnixEpoch.AddTicks(Number * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    // long.MaxValue divided by the power, written out: a division per value costs more than all the rest.
    private static decimal Greatest(int scale) => scale switch
    {
        0 => 9_223_372_036_854_775_807m,
        4 => 922_337_203_685_477.5807m,
        6 => 9_223_372_036_854.775807m,
        10 => 922_337_203.6854775807m,
        _ => throw new ArgumentOutOfRangeException(nameof(scale)),
    };

    private static decimal Power(int scale) => scale switch { 0 => 1m, 4 => 10_000m, 6 => 1_000_000m, 10 => 10_000_000_000m, _ => throw new ArgumentOutOfRangeException(nameof(scale)) };
}
