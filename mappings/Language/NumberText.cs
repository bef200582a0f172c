using System.Globalization;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads numbers exactly as a stream writes them: strict signs, no culture.</summary>
public static class NumberText
{
    // A decimal's mantissa holds any 18 digits; longer numbers take the slower way.
    private const int FastDigits = 18;
    private const int Longest = 64;

    /// <summary>Allows surrounding spaces and one leading sign; a group sign only before groups of three digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Formats formats, out decimal number)
    {
        number = 0;
        text = text.Trim(' ');
        if (text.IsEmpty || text.Length > Longest) return false;
        var negative = text[0] == '-';
        if (negative || text[0] == '+') text = text[1..];

        Span<char> digits = stackalloc char[Longest];
        if (!Split(text, formats, digits, out var count, out var scale)) return false;
        if (count > FastDigits) return Slow(digits[..count], scale, negative, out number);

        long mantissa = 0;
        foreach (var digit in digits[..count]) mantissa = mantissa * 10 + (digit - '0');
        number = new((int)mantissa, (int)(mantissa >> 32), 0, negative && mantissa != 0, (byte)scale);
        return true;
    }

    /// <summary>Gathers the digits and counts those behind the decimal sign.</summary>
    private static bool Split(ReadOnlySpan<char> text, Formats formats, Span<char> digits, out int count, out int scale)
    {
        (count, scale) = (0, -1);
        var sinceGroup = -1;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                digits[count++] = letter;
                if (scale >= 0) scale++;
                else if (sinceGroup >= 0) sinceGroup++;
            }
            else if (letter == formats.Decimal && scale < 0 && (sinceGroup is -1 or 3)) scale = 0;
            else if (letter == formats.Group && scale < 0 && count > 0 && (sinceGroup == 3 || (sinceGroup == -1 && count <= 3))) sinceGroup = 0;
            else return false;
        }

        var whole = scale >= 0 || sinceGroup is -1 or 3;
        if (scale < 0) scale = 0;
        return count > 0 && whole && scale <= 28;
    }

    private static bool Slow(ReadOnlySpan<char> digits, int scale, bool negative, out decimal number)
    {
        var text = $"{(negative ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}0";
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out number)
            && number.Scale <= 28;
    }
}
