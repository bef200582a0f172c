namespace BackOffice.Integration.Engine.Store;

/// <summary>Instants as the store keeps them: microseconds since 1970 in UTC.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
