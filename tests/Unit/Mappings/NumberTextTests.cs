using System.Globalization;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335", "-7.9228162514264337593543950335")]
    [InlineData("1.2345678901234567890123456789", "1.2345678901234567890123456789")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("0000000000000000000000000000000000000012.50", "12.50")]
    [InlineData("12.50000000000000000000000000000000000000", "12.5")]
    [InlineData("-0", "0")]
    public void A_long_number_is_read_exactly(string text, string expected)
    {
        Assert.True(NumberText.TryParse(text, Formats.Default, out var number));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), number);
    }

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("7.92281625142643375935439503355")]
    [InlineData("1.23456789012345678901234567891")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("99999999999999999999999999999.5")]
    [InlineData("79228162514264337593543950334.4")]
    [InlineData("12345678901234567890.1234567890123")]
    public void A_number_that_would_be_rounded_is_refused(string text) => Assert.False(NumberText.TryParse(text, Formats.Default, out _));

    [Fact]
    public void Every_decimal_is_read_as_it_was_written() => Gen.Decimal.Sample(number =>
        NumberText.TryParse(number.ToString("0.############################", CultureInfo.InvariantCulture), Formats.Default, out var read) && read == number);
}
