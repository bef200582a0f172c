using System.IO.Hashing;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Unpacked bytes, read forward, that stay within the limits and are at the end what the archive says they are.</summary>
/// <param name="packed">Bytes they are unpacked from.</param>
/// <param name="length">As the archive tells it; null where it tells none.</param>
internal sealed class PlainStream(Stream unpacking, string what, long packed, PackedBudget budget, long? length = null, uint? checksum = null) : ForwardStream
{
    private readonly Crc32 crc = new();
    private long read;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        var count = Unpack(buffer);
        if (count == 0) Finish();
        else Count(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacking.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return unpacking.Read(buffer);
        }
        catch (InvalidDataException broken)
        {
            throw PackedFault.Damaged(what, broken);
        }
    }

    private void Count(ReadOnlySpan<byte> plain)
    {
        read += plain.Length;
        if (read > length) throw PackedFault.Damaged(what);
        budget.Spend(what, read, plain.Length, packed);
        if (checksum is not null) crc.Append(plain);
    }

    private void Finish()
    {
        if ((length is not null && read != length) || (checksum is not null && crc.GetCurrentHashAsUInt32() != checksum)) throw PackedFault.Damaged(what);
    }
}

/// <summary>What is left of the limits while one packed file is read.</summary>
internal sealed class PackedBudget(PackedLimits limits)
{
    private long spent;

    public void Spend(string what, long read, int count, long packed)
    {
        spent += count;
        if (spent > limits.PlainBytes) throw PackedFault.TooLarge(what, FormattableString.Invariant($"{limits.PlainBytes} bytes"));
        if (read > limits.RatioFrom && read > packed * limits.Ratio) throw PackedFault.TooLarge(what, FormattableString.Invariant($"{limits.Ratio} times its size"));
    }
}
