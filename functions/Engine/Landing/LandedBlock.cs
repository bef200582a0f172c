using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>One gzip member of a landed file; its header tells its own size, so a reader can hop from block to block.</summary>
/// <remarks>A landed file is a row of such members and so an ordinary gzip file (RFC 1952); an empty content is an empty file.</remarks>
internal static class LandedBlock
{
    /// <summary>Plain bytes in a block; only the last block holds fewer.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Ten fixed bytes, then an extra field of ten: its length, subfield "BO", the subfield's length, the member's size.</summary>
    public const int HeaderLength = 20;

    private const int TrailerLength = 8;
    private static ReadOnlySpan<byte> Start => [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, (byte)'B', (byte)'O', 4, 0];

    public static void Write(ReadOnlySpan<byte> plain, Stream output)
    {
        using var member = new MemoryStream(plain.Length / 2);
        member.Position = HeaderLength;
        using (var deflate = new DeflateStream(member, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(plain);
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.HashToUInt32(plain));
        BinaryPrimitives.WriteInt32LittleEndian(trailer[4..], plain.Length);
        member.Write(trailer);

        var bytes = member.GetBuffer().AsSpan(0, (int)member.Length);
        Start.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[Start.Length..], bytes.Length);
        output.Write(bytes);
    }

    /// <summary>The size of the member that starts with this header.</summary>
    public static int SizeOf(ReadOnlySpan<byte> header) => header.StartsWith(Start)
        ? BinaryPrimitives.ReadInt32LittleEndian(header[Start.Length..])
        : throw new InvalidDataException("A landed file is damaged: a block does not start where it should. Restore it from a backup.");

    /// <summary>Unpacks a whole member; returns how many plain bytes it held.</summary>
    public static int Read(byte[] member, Span<byte> plain)
    {
        using var deflate = new DeflateStream(new MemoryStream(member, HeaderLength, member.Length - HeaderLength - TrailerLength), CompressionMode.Decompress);
        var count = deflate.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
        var trailer = member.AsSpan(^TrailerLength);
        return Crc32.HashToUInt32(plain[..count]) == BinaryPrimitives.ReadUInt32LittleEndian(trailer)
            ? count
            : throw new InvalidDataException("A landed file is damaged: a block's checksum differs. Restore it from a backup.");
    }
}
