namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads numbers exactly as a stream writes them: strict signs, no culture, never rounded.</summary>
public static class NumberText
{
    // A long holds any 18 digits; longer numbers take the slower way.
    private const int FastDigits = 18;
    private const int Longest = 64;
    private const int MostPlaces = 28;
    private static readonly UInt128 Greatest = (UInt128.One << 96) - 1;

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

    /// <summary>A number of JSON, which has a point and may have an exponent.</summary>
    internal static bool TryParseJson(ReadOnlySpan<char> text, out decimal number)
    {
        var at = text.IndexOfAny('e', 'E');
        if (at < 0) return TryParse(text, Formats.Default, out number);
        return TryParse(text[..at], Formats.Default, out number)
            && int.TryParse(text[(at + 1)..], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.NumberFormatInfo.InvariantInfo, out var exponent)
            && TryShift(ref number, exponent);
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
        return count > 0 && whole;
    }

    // Zeros at the end say nothing; any other digit that a decimal cannot hold refuses the number.
    private static bool Slow(ReadOnlySpan<char> digits, int scale, bool negative, out decimal number)
    {
        number = 0;
        for (; scale > 0 && digits[^1] == '0'; scale--) digits = digits[..^1];
        if (scale > MostPlaces) return false;
        UInt128 mantissa = 0;
        foreach (var digit in digits)
        {
            mantissa = mantissa * 10 + (UInt128)(digit - '0');
            if (mantissa > Greatest) return false;
        }

        number = new((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative && mantissa != 0, (byte)scale);
        return true;
    }

    private static bool TryShift(ref decimal number, int exponent)
    {
        if (number == 0) return true;
        for (; exponent > 0; exponent--)
        {
            if (Math.Abs(number) > decimal.MaxValue / 10) return false;
            number *= 10;
        }

        for (; exponent < 0; exponent++)
        {
            var smaller = number / 10;
            if (smaller * 10 != number) return false;
            number = smaller;
        }

        return true;
    }
}
