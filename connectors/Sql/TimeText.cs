using System.Globalization;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Moves a stamp that is written as text to an earlier one that sorts before it.</summary>
internal static class TimeText
{
    private static readonly string[] Patterns = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>In the same form, down to seconds at most; null where the text is no ISO date or time.</summary>
    public static string? Earlier(string stamp, TimeSpan by)
    {
        foreach (var pattern in Patterns.Reverse())
        {
            if (stamp.Length < pattern.Length) continue;
            var head = stamp[..pattern.Length];
            var separator = head.Length > 10 ? head[10] : 'T';
            if (separator is not ('T' or ' ')) return null;
            if (!DateTime.TryParseExact(head.Replace(' ', 'T'), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) continue;
            var earlier = time - DateTime.MinValue < by ? DateTime.MinValue : time - by;
            return earlier.ToString(pattern, CultureInfo.InvariantCulture).Replace('T', separator);
        }

        return EndOfMonth(stamp) is { } day ? (day - by).ToString(Patterns[0], CultureInfo.InvariantCulture) : null;
    }

    // The 30th of February is written by people and sorts behind the 28th.
    private static DateTime? EndOfMonth(string stamp) =>
        stamp.Length >= 10 && DateTime.TryParseExact(stamp[..8] + "01", Patterns[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first.AddMonths(1).AddDays(-1)
            : null;
}

/// <summary>Numbers with a binary point as decimal digits, without an exponent.</summary>
internal static class RealText
{
    /// <param name="number">The shortest text that reads back as the same number.</param>
    public static string Plain(string number)
    {
        var at = number.AsSpan().IndexOfAny('e', 'E');
        if (at < 0 || !int.TryParse(number.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return number;
        var sign = number[0] == '-' ? "-" : "";
        var mantissa = number[sign.Length..at];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa.Length : point) + exponent;
        return sign + (whole <= 0 ? $"0.{new string('0', -whole)}{digits}"
            : whole >= digits.Length ? digits + new string('0', whole - digits.Length)
            : $"{digits[..whole]}.{digits[whole..]}");
    }
}
