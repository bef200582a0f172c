using System.Globalization;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>Writes a cell's number as text that no setting of a machine changes.</summary>
internal static class CellText
{
    private const double DaySeconds = 86_400;
    private const int Days1904 = 1_462;
    private const int LastDay = 2_958_465;
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static string Of(double value, NumberFormat format, bool is1904)
    {
        if (format.IsNumber || !double.IsFinite(value)) return Number(value);
        if (format.IsDuration) return Duration(value, format.Digits);
        var days = is1904 && (format.IsDate || value >= 1) ? value + Days1904 : value;
        return days is < 0 or >= LastDay + 1 ? Number(value)
            : !format.IsDate && value < 1 ? Duration(value, format.Digits)
            : Moment(days, format);
    }

    /// <summary>At most fifteen digits, as many as a workbook keeps and shows: what a computer adds in binary is not among them.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        if (value == 0) return "0";
        // A decimal writes all places, without an exponent.
        return text.Contains('E') && Math.Abs(value) is > 1e-12 and < 1e21
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>True where the text of a number is what <see cref="Number"/> would write; false where that takes more than a look.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        var digits = text is ['-', ..] ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return digits.Length is > 0 and <= 15 && !digits.SequenceEqual("0") && whole.Length > 0 && (whole.Length == 1 || whole[0] != '0') && whole.IndexOfAnyExceptInRange('0', '9') < 0
            && (point < 0 || (digits[^1] is >= '1' and <= '9' && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0));
    }

    private static string Moment(double days, NumberFormat format)
    {
        var units = Units(days, format.Digits);
        var dayUnits = (long)DaySeconds * Power(format.Digits);
        var (day, rest) = ((int)(units / dayUnits), units % dayUnits);
        var date = Day(day);
        return format.IsTime || rest != 0 ? $"{date}T{Clock(rest, format.Digits)}" : date;
    }

    // A workbook counts a 29th of February 1900, which never was, and shows day 0 as January's.
    private static string Day(int day) => day switch
    {
        0 => "1900-01-00",
        60 => "1900-02-29",
        _ => Epoch.AddDays(day < 60 ? day + 1 : day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Duration(double days, int digits) => $"{(days < 0 ? "-" : "")}{Clock(Units(Math.Abs(days), digits), digits)}";

    private static string Clock(long units, int digits)
    {
        var (seconds, fraction) = (units / Power(digits), units % Power(digits));
        var clock = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return digits == 0 || fraction == 0 ? clock : $"{clock}.{fraction.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";
    }

    private static long Units(double days, int digits) => (long)Math.Round(Math.Min(days, 1e10) * DaySeconds * Power(digits), MidpointRounding.AwayFromZero);

    private static long Power(int digits) => digits switch { 0 => 1, 1 => 10, 2 => 100, _ => 1000 };
}
