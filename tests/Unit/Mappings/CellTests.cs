using System.Globalization;
using BackOffice.Integration.Mappings.Canonical;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class CellTests
{
    [Theory]
    [InlineData("0", 4, 0L)]
    [InlineData("-0.0", 4, 0L)]
    [InlineData("1.5", 4, 15_000L)]
    [InlineData("-1.5000000", 4, -15_000L)]
    [InlineData("922337203685477.5807", 4, long.MaxValue)]
    [InlineData("-922337203685477.5808", 4, long.MinValue)]
    [InlineData("922337203685477.58070000000000", 4, long.MaxValue)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("-9223372036854775808.000000000", 0, long.MinValue)]
    [InlineData("922337203.6854775807", 10, long.MaxValue)]
    [InlineData("9223372036854.775807", 6, long.MaxValue)]
    [InlineData("0.0000000000000000000000000000", 4, 0L)]
    public void A_decimal_that_fits_is_held_exactly(string value, int scale, long number)
    {
        var cell = Cell.OfDecimal(decimal.Parse(value, CultureInfo.InvariantCulture), scale);
        Assert.Equal(number, cell?.Number);
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), cell?.Decimal(scale));
    }

    [Theory]
    [InlineData("922337203685477.5808", 4)]
    [InlineData("-922337203685477.5809", 4)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("-9223372036854775809", 0)]
    [InlineData("922337203.6854775808", 10)]
    [InlineData("79228162514264337593543950335", 4)]
    [InlineData("-79228162514264337593543950335", 10)]
    [InlineData("7.9228162514264337593543950335", 4)]
    [InlineData("1.00001", 4)]
    [InlineData("0.5", 0)]
    [InlineData("0.0000000000000000000000000001", 4)]
    public void A_decimal_that_does_not_fit_is_refused(string value, int scale) =>
        Assert.Null(Cell.OfDecimal(decimal.Parse(value, CultureInfo.InvariantCulture), scale));

    [Fact]
    public void Any_decimal_comes_back_or_is_refused() => Gen.Select(Gen.Decimal, Gen.Int[0, 3].Select(pick => pick switch { 0 => 0, 1 => 4, 2 => 6, _ => 10 })).Sample((value, scale) =>
    {
        var power = (decimal)Math.Pow(10, scale);
        var fits = value >= long.MinValue / power && value <= long.MaxValue / power && decimal.Truncate(value * power) == value * power;
        return Cell.OfDecimal(value, scale) is { } cell ? fits && cell.Decimal(scale) == value : !fits;
    });
}
