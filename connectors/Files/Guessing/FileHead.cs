namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>The begin of a file: as much as a guess looks at.</summary>
/// <param name="Name">Without its folder; of a packed file, of what is packed.</param>
/// <param name="IsWhole">Whether nothing comes behind it.</param>
/// <param name="Open">Opens the file from its start, for shapes that tell themselves only as a whole; the stream can seek.</param>
internal sealed record FileHead(string Name, byte[] Bytes, bool IsWhole, Func<Stream> Open)
{
    public const int MostBytes = 1 << 20;

    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    public bool IsZip => Bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || Bytes.AsSpan().StartsWith("PK\u0005\u0006"u8);

    public bool IsGzip => Bytes is [0x1F, 0x8B, ..];

    /// <summary>Workbooks of Excel 97 to 2003, and other documents of that time.</summary>
    public bool IsCompound => Bytes is [0xD0, 0xCF, 0x11, 0xE0, ..];

    public static async Task<FileHead> ReadAsync(string name, Stream bytes, Func<Stream> open, CancellationToken ct)
    {
        var head = new byte[MostBytes];
        var read = await bytes.ReadAtLeastAsync(head, MostBytes, throwOnEndOfStream: false, ct);
        var more = read == MostBytes && await bytes.ReadAsync(new byte[1].AsMemory(), ct) > 0;
        return new(name, head[..read], !more, open);
    }
}
