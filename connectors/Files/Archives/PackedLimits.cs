namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>How much a packed file may hold, so that a small file cannot fill memory or disk.</summary>
/// <param name="Entries">Members of one archive, wanted or not.</param>
/// <param name="PlainBytes">Unpacked bytes of all members that are read.</param>
/// <param name="Ratio">Unpacked bytes for each packed one, once a member has more than <paramref name="RatioFrom"/>.</param>
/// <param name="MemoryBytes">What unpacks to more goes to a file without a name.</param>
internal sealed record PackedLimits(int Entries, long PlainBytes, int Ratio, long RatioFrom, int MemoryBytes)
{
    public static PackedLimits Usual { get; } = new(10_000, 16L << 30, 250, 64 << 20, 16 << 20);
}
