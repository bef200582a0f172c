namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>What a number format says a number is.</summary>
/// <param name="Digits">Of a second, as many as the format shows.</param>
internal readonly record struct NumberFormat(bool IsDate, bool IsTime, bool IsDuration, int Digits)
{
    public bool IsNumber => !IsDate && !IsTime && !IsDuration;

    /// <summary>The format that a program knows by this number without being told.</summary>
    public static NumberFormat BuiltIn(int number) => number switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 34 or 35 or 36 or >= 50 and <= 58 => new(true, false, false, 0),
        >= 18 and <= 21 or 32 or 33 or 45 => new(false, true, false, 0),
        22 => new(true, true, false, 0),
        46 => new(false, false, true, 0),
        47 => new(false, true, false, 1),
        _ => default,
    };

    public static NumberFormat Parse(string code)
    {
        var letters = NumberFormatLetters.Of(code);
        if (letters.Contains('[')) return new(false, false, true, Fraction(letters));
        var time = letters.AsSpan().IndexOfAny('h', 's') >= 0;
        var date = letters.AsSpan().IndexOfAny('y', 'd') >= 0 || letters.Contains("mmm", StringComparison.Ordinal) || (letters.Contains('m') && !time);
        return new(date, time, false, time ? Fraction(letters) : 0);
    }

    private static int Fraction(string letters)
    {
        var point = letters.IndexOf("s.0", StringComparison.Ordinal);
        return point < 0 ? 0 : Math.Min(3, letters.AsSpan(point + 2).IndexOfAnyExcept('0') is var end and >= 0 ? end : letters.Length - point - 2);
    }
}
