namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>How a file is packed, told by its first bytes.</summary>
internal static class Packing
{
    public const string Zip = "zip archive";

    private const int HeadBytes = 512;
    private const int TarMarkAt = 257;

    /// <summary>What people call it; null where it is not packed in any known way.</summary>
    public static async Task<string?> OfAsync(Stream bytes, CancellationToken ct)
    {
        var head = new byte[HeadBytes];
        bytes.Position = 0;
        return Of(head.AsSpan(0, await bytes.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, ct)));
    }

    private static string? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, 8, ..] => "gzip file",
        [(byte)'P', (byte)'K', 3, 4, ..] => Zip,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => "bzip2 file",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz file",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "Zstandard file",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "7z archive",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "RAR archive",
        _ => head.Length > TarMarkAt && head[TarMarkAt..].StartsWith("ustar"u8) ? "tar archive" : null,
    };
}
