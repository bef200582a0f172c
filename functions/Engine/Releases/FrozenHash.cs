using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>What the audit log remembers of a draft: SHA-256 over the stored text of its rows; see decision 0001.</summary>
internal static class FrozenHash
{
    /// <summary>Lower-case hex; each text stands behind its big-endian 32-bit length in UTF-8 bytes.</summary>
    public static string Of(IEnumerable<string> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var row in rows)
        {
            var bytes = Encoding.UTF8.GetBytes(row);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
