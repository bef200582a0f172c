using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>What the values of a column are.</summary>
internal enum ColumnKind
{
    Empty,
    Text,
    Integer,
    Decimal,
    Date,
    Instant,
}

/// <summary>The patterns that days and times are looked for in, the more usual ones first.</summary>
internal static class KnownPatterns
{
    public const string IsoDate = "yyyy-MM-dd";

    public static readonly string[] Dates =
    [
        IsoDate, "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "d/M/yyyy", "M/d/yyyy", "dd-MM-yyyy", "MM-dd-yyyy",
        "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "dd.MM.yy", "dd/MM/yy", "MM/dd/yy", "dd-MMM-yyyy", "dd MMM yyyy", "yyyy-M-d",
    ];

    public static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
        .. Timed("dd.MM.yyyy", " HH:mm:ss", " HH:mm"), .. Timed("d.M.yyyy", " H:mm:ss", " H:mm"),
        .. Timed("dd/MM/yyyy", " HH:mm:ss", " HH:mm"), .. Timed("MM/dd/yyyy", " HH:mm:ss", " HH:mm", " hh:mm:ss tt", " hh:mm tt"),
        .. Timed("d/M/yyyy", " H:mm:ss", " H:mm"), .. Timed("M/d/yyyy", " H:mm:ss", " H:mm", " h:mm:ss tt", " h:mm tt"),
        .. Timed("dd-MM-yyyy", " HH:mm:ss", " HH:mm"), .. Timed("MM-dd-yyyy", " HH:mm:ss", " HH:mm"),
        .. Timed("yyyy/MM/dd", " HH:mm:ss", " HH:mm"), "yyyyMMddHHmmss", "yyyyMMdd'T'HHmmssK", "yyyyMMdd HH:mm:ss",
    ];

    /// <summary>How many of the first instants are read without being named.</summary>
    public const int IsoInstants = 4;

    public static bool Reads(string pattern, bool isInstant, string text) => isInstant
        ? InstantText.TryParse(text, new Formats(Instant: [pattern]), out _) && (!IsCompact(pattern) || IsPlausible(text))
        : DateText.TryParse(text, pattern, out _) && (!IsCompact(pattern) || IsPlausible(text));

    /// <summary>The pattern with day and month the other way round; null where none is known.</summary>
    public static string? Swapped(string pattern)
    {
        var swapped = pattern.Replace("dd", "\u0001", StringComparison.Ordinal).Replace("MM", "dd", StringComparison.Ordinal).Replace("\u0001", "MM", StringComparison.Ordinal);
        if (swapped == pattern) swapped = pattern.Replace("d/M", "M/d", StringComparison.Ordinal) is var other && other != pattern ? other : pattern.Replace("M/d", "d/M", StringComparison.Ordinal);
        return swapped != pattern && !pattern.StartsWith('y') && (Dates.Contains(swapped) || Instants.Contains(swapped)) ? swapped : null;
    }

    private static IEnumerable<string> Timed(string date, params string[] times) => times.Select(time => date + time);

    // Eight digits are more often a number than a day.
    private static bool IsCompact(string pattern) => pattern.StartsWith("yyyyMM", StringComparison.Ordinal);

    private static bool IsPlausible(string text) => text.StartsWith("19", StringComparison.Ordinal) || text.StartsWith("20", StringComparison.Ordinal) || text.StartsWith("9999", StringComparison.Ordinal);
}
