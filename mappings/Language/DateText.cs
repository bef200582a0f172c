using System.Buffers;
using System.Globalization;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads dates by explicit patterns, without a culture.</summary>
public static class DateText
{
    private const string Iso = "yyyy-MM-dd";
    private static readonly DateTimeOffset Probe = new(2003, 11, 25, 13, 14, 15, TimeSpan.Zero);

    // Patterns of one letter that .NET knows and that tell a day.
    private static readonly SearchValues<char> WholeDays = SearchValues.Create("dDfFgGoOrRsu");
    private static readonly SearchValues<char> PlainSigns = SearchValues.Create("yMd.-/ ");

    /// <summary>Tries the stream's patterns in order; ISO where it names none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Formats formats, out DateOnly date)
    {
        if (formats.Date is not { Count: > 0 } patterns) return TryParse(text, Iso, out date);
        foreach (var pattern in patterns)
            if (TryParse(text, pattern, out date)) return true;
        date = default;
        return false;
    }

    /// <summary>A pattern with a time gives its day; one without a whole day reads nothing.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, string pattern, out DateOnly date)
    {
        text = text.Trim(' ');
        if (IsPlain(pattern)) return TryParsePlain(text, pattern, out date);
        date = default;
        if (!HasWholeDay(pattern)) return false;
        var read = DateTimeOffset.TryParseExact(text, pattern, DateTimeFormatInfo.InvariantInfo, DateTimeStyles.AssumeUniversal, out var instant);
        date = read ? new(instant.Year, instant.Month, instant.Day) : default;
        return read;
    }

    /// <summary>Whether a pattern is one, and tells year, month and day.</summary>
    public static bool TellsADay(string pattern)
    {
        try
        {
            return TryParse(Probe.ToString(pattern, CultureInfo.InvariantCulture), pattern, out var day)
                && (day.Year, day.Month, day.Day) == (Probe.Year, Probe.Month, Probe.Day);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // What a pattern leaves out would come from the clock.
    private static bool HasWholeDay(string pattern)
    {
        if (pattern.Length == 1) return WholeDays.Contains(pattern[0]);
        bool year = false, month = false, day = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var letter = pattern[at];
            if (letter == '\\') at++;
            else if (letter is '\'' or '"') at = pattern.IndexOf(letter, at + 1) is var end and >= 0 ? end : pattern.Length;
            else
            {
                var start = at;
                while (at + 1 < pattern.Length && pattern[at + 1] == letter) at++;
                year |= letter == 'y';
                month |= letter == 'M';
                // Three and more are the name of a weekday.
                day |= letter == 'd' && at - start < 2;
            }
        }

        return year && month && day;
    }

    // Only yyyy, MM and dd between signs: the common case, read digit by digit.
    private static bool IsPlain(ReadOnlySpan<char> pattern) =>
        pattern.IndexOfAnyExcept(PlainSigns) < 0 && Count(pattern, 'y') == 4 && Count(pattern, 'M') == 2 && Count(pattern, 'd') == 2;

    private static int Count(ReadOnlySpan<char> pattern, char letter) => MemoryExtensions.Count(pattern, letter);

    private static bool TryParsePlain(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, out DateOnly date)
    {
        date = default;
        if (text.Length != pattern.Length) return false;
        int year = 0, month = 0, day = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = text[index] - '0';
            switch (pattern[index])
            {
                case 'y' when digit is >= 0 and <= 9: year = year * 10 + digit; break;
                case 'M' when digit is >= 0 and <= 9: month = month * 10 + digit; break;
                case 'd' when digit is >= 0 and <= 9: day = day * 10 + digit; break;
                case 'y' or 'M' or 'd': return false;
                case var sign when sign != text[index]: return false;
            }
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DaysIn(year, month)) return false;
        date = new(year, month, day);
        return true;
    }

    internal static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
