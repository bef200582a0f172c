using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>The exact bytes that link one audit row to the row before it; see decision 0001.</summary>
internal static class AuditChain
{
    /// <summary>What stands before the first row: 32 zero bytes.</summary>
    public static readonly byte[] Origin = new byte[32];

    /// <summary>SHA-256 over the hash before, then number and microseconds as big-endian 64-bit, then each text as UTF-8 behind its big-endian 32-bit length.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> previous, long number, long at, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, number);
        Append(hash, at);
        foreach (var text in (ReadOnlySpan<string>)[entry.Actor, entry.Action, entry.Object, entry.Detail]) Append(hash, text);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    // Its length stands before each text, so that "ab" + "c" differs from "a" + "bc".
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
