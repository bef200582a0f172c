namespace BackOffice.Integration.Connectors.Files;

/// <summary>Hands out payload memory from shared blocks, small enough to die young.</summary>
internal sealed class PayloadBlocks
{
    private const int BlockBytes = 64 << 10;

    private byte[] block = [];
    private int used;
    private byte[]? large;

    /// <summary>Room for one payload of at most this size; ends with <see cref="Take"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        large = null;
        if (bytes > BlockBytes / 4) return large = GC.AllocateUninitializedArray<byte>(bytes);
        if (block.Length - used < bytes) (block, used) = (GC.AllocateUninitializedArray<byte>(BlockBytes), 0);
        return block.AsSpan(used, bytes);
    }

    public ReadOnlyMemory<byte> Take(int written)
    {
        // A large reservation counts on the worst case; only what was written is kept.
        if (large is not null) return large.AsSpan(0, written).ToArray();
        var payload = block.AsMemory(used, written);
        used += written;
        return payload;
    }
}
