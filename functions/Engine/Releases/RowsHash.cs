using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>What two people approve: SHA-256 over everything that decides the file; see decision 0001.</summary>
/// <param name="Hex">Lower-case.</param>
internal sealed record RowsHash(string Hex)
{
    public byte[] Bytes => Convert.FromHexString(Hex);

    /// <param name="rows">In the order of the file; the canonical text of each.</param>
    public static RowsHash Of(IEnumerable<string> rows, string layoutVersion, string workspaceVersion, string partner, string mode)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { layoutVersion, workspaceVersion, partner, mode }.Concat(rows)) Append(hash, part);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static RowsHash Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(bytes));

    // Its length stands before each part, so that "ab" + "c" differs from "a" + "bc".
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
