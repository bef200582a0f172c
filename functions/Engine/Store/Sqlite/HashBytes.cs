using System.Buffers.Binary;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>64-bit hashes as the store keeps them: eight bytes, big-endian.</summary>
internal static class HashBytes
{
    public static ulong Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    public static byte[] Of(ulong hash)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        return bytes;
    }

    public static SqliteStatement Bind(this SqliteStatement statement, int place, ulong hash)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        return statement.Bind(place, bytes);
    }
}
