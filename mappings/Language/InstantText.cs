using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads instants by explicit patterns, without a culture and without the machine's list of time zones.</summary>
public static class InstantText
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
    ];

    // A time that the clocks skip is read as no instant; of two that they repeat, the first is meant.
    private static readonly ZoneLocalMappingResolver Clocks = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ThrowWhenSkipped);

    // What a clock near the ends of the calendar shows may lie beyond them in UTC.
    private static readonly long Earliest = (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long Latest = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Tries the stream's patterns in order; ISO 8601 where it names none.</summary>
    /// <param name="micros">Microseconds since 1970 in UTC.</param>
    public static bool TryParse(ReadOnlySpan<char> text, Formats formats, out long micros) =>
        TryParse(text, formats.Instant is { Count: > 0 } patterns ? patterns : Iso, formats.Zone, out micros);

    /// <summary>Whether a pattern is one, and tells a day and a time.</summary>
    public static bool TellsAnInstant(string pattern) => DateText.TellsADay(pattern) && pattern.AsSpan().ContainsAny('H', 'h');

    /// <summary>Whether the zone is one of the IANA time zone database.</summary>
    public static bool IsZone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    internal static bool TryParse(ReadOnlySpan<char> text, IReadOnlyList<string> patterns, string? zone, out long micros)
    {
        text = text.Trim(' ');
        foreach (var pattern in patterns)
        {
            if (!DateTimeOffset.TryParseExact(text, pattern, DateTimeFormatInfo.InvariantInfo, DateTimeStyles.AssumeUniversal, out var read)) continue;
            return TryPlace(read, zone is null || HasOffset(text, pattern) ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[zone], out micros);
        }

        micros = 0;
        return false;
    }

    // K stands for an offset, for Z or for nothing.
    private static bool HasOffset(ReadOnlySpan<char> text, string pattern) =>
        pattern.Contains('z', StringComparison.Ordinal) || (pattern.Contains('K', StringComparison.Ordinal) && (text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-')));

    // A time without an offset stands on the clocks of its zone.
    private static bool TryPlace(DateTimeOffset read, DateTimeZone zone, out long micros)
    {
        micros = (read - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        if (zone == DateTimeZone.Utc) return true;
        try
        {
            var placed = OffsetDateTime.FromDateTimeOffset(read).LocalDateTime.InZone(zone, Clocks);
            micros = placed.ToInstant().ToUnixTimeTicks() / TimeSpan.TicksPerMicrosecond;
            return micros >= Earliest && micros <= Latest;
        }
        catch (Exception none) when (none is SkippedTimeException or OverflowException)
        {
            return false;
        }
    }
}
