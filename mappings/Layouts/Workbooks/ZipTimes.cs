using System.Buffers.Binary;

namespace BackOffice.Integration.Mappings.Layouts.Workbooks;

/// <summary>Sets the times in a zip file to its first day, 1980-01-01, so that the same content has the same bytes (APPNOTE 4.3.7, 4.3.12, 4.3.16).</summary>
internal static class ZipTimes
{
    private const uint EndMark = 0x06054b50, EntryMark = 0x02014b50;
    private const int EndLength = 22, EntryLength = 46, LocalTime = 10, EntryTime = 12;

    private static ReadOnlySpan<byte> FirstDay => [0, 0, 0x21, 0];

    public static void Clear(Stream zip)
    {
        Span<byte> end = stackalloc byte[EndLength];
        zip.Position = zip.Length - EndLength;
        zip.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndMark) throw new InvalidDataException("The zip file does not end as one without a comment does.");
        long at = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        for (var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]); entries > 0; entries--) at = ClearEntry(zip, at);
        zip.Position = zip.Length;
    }

    /// <summary>Returns where the next entry stands.</summary>
    private static long ClearEntry(Stream zip, long at)
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        zip.Position = at;
        zip.ReadExactly(entry);
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntryMark) throw new InvalidDataException("The zip file's directory is not where its end says.");
        Write(zip, at + EntryTime);
        Write(zip, BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]) + (long)LocalTime);
        return at + EntryLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
    }

    private static void Write(Stream zip, long at)
    {
        zip.Position = at;
        zip.Write(FirstDay);
    }
}
