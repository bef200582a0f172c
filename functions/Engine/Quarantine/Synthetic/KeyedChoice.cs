using System.Buffers.Binary;
using System.Globalization;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>Choices that are the same at every call and that nobody without the hub's key can foresee or undo.</summary>
internal sealed class KeyedChoice(FixHashes hashes, string seed)
{
    private byte[] block = [];
    private int at;
    private int blocks;

    public int Below(int count)
    {
        var limit = ushort.MaxValue - ushort.MaxValue % count;
        int drawn;
        do drawn = Draw(); while (drawn >= limit);
        return drawn % count;
    }

    public char OneOf(string letters) => letters[Below(letters.Length)];

    private ushort Draw()
    {
        if (at >= block.Length) (block, at) = (hashes.Stream(string.Create(CultureInfo.InvariantCulture, $"anonymised {blocks++} {seed}")), 0);
        at += sizeof(ushort);
        return BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(at - sizeof(ushort)));
    }
}
