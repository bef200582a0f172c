using System.Globalization;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>The value of one field: nothing, a text, or an integer that its descriptor reads.</summary>
/// <remarks>Decimals are scaled by <see cref="FieldDescriptor.Scale"/>, dates are day numbers, instants microseconds, booleans 0 and 1.</remarks>
public readonly record struct Cell
{
    // Ten to the power of each index, as far as 64 bits go.
    private static readonly ulong[] Powers =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

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
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var negative = bits[3] < 0;
        var low = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        if (Scaled((uint)bits[2], low, (bits[3] >> 16) & 0xFF, scale) is not { } amount) return null;
        if (amount > (negative ? 1UL << 63 : long.MaxValue)) return null;
        return Of(negative ? unchecked(-(long)amount) : (long)amount);
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

    // The digits of a decimal as an integer of another scale; nothing where some would be lost.
    private static ulong? Scaled(uint high, ulong low, int places, int scale)
    {
        if (places <= scale) return high == 0 && Math.BigMul(low, Powers[scale - places], out var product) == 0 ? product : null;
        var spare = places - scale;
        if (high == 0 && spare < Powers.Length)
        {
            var (whole, rest) = Math.DivRem(low, Powers[spare]);
            return rest == 0 ? whole : null;
        }

        var (quotient, remainder) = UInt128.DivRem(new(high, low), spare < Powers.Length ? Powers[spare] : (UInt128)Powers[^1] * Powers[spare - Powers.Length + 1]);
        return remainder == 0 && quotient <= ulong.MaxValue ? (ulong)quotient : null;
    }

    private static decimal Power(int scale) => scale switch { 0 => 1m, 4 => 10_000m, 6 => 1_000_000m, 10 => 10_000_000_000m, _ => throw new ArgumentOutOfRangeException(nameof(scale)) };
}
