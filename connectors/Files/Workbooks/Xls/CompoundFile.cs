using System.Buffers.Binary;
using System.Text;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xls;

/// <summary>The file system within a file that an .xls is (MS-CFB): finds where the bytes of one stream lie.</summary>
internal sealed class CompoundFile
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const int SmallSectorSize = 64;
    private const int IsStream = 2;
    private const int Root = 5;
    private const uint Last = 0xFFFFFFFA;

    private readonly Stream bytes;
    private readonly byte[] header = new byte[HeaderSize];
    private readonly int sectorSize;
    private readonly List<uint> next = [];
    private WorkbookBytes? small;

    private CompoundFile(Stream bytes)
    {
        this.bytes = bytes;
        bytes.Position = 0;
        bytes.ReadExactly(header);
        sectorSize = 1 << BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (sectorSize is not (512 or 4096) || Number(44) > bytes.Length / sectorSize) throw new InvalidDataException();
        var table = new byte[sectorSize];
        foreach (var sector in TableSectors())
        {
            Read(sector, table);
            for (var at = 0; at < sectorSize; at += 4) next.Add(BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(at)));
        }
    }

    /// <summary>False where the file is not what it says it holds; a reader that believed it would fill memory.</summary>
    public static bool IsSound(Stream bytes) => Attempt(() => new CompoundFile(bytes)) is not null;

    /// <summary>The sectors of the workbook's stream and its length; null where the file has none or is not whole.</summary>
    public static WorkbookBytes? Workbook(Stream bytes) =>
        Attempt(() => new CompoundFile(bytes) is var file ? file.Find("Workbook") ?? file.Find("Book") : null);

    private static T? Attempt<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private WorkbookBytes? Find(string name)
    {
        var sector = new byte[sectorSize];
        foreach (var place in Chain(next, Number(48)))
        {
            Read(place, sector);
            for (var at = 0; at < sectorSize; at += EntrySize)
            {
                var entry = sector.AsSpan(at, EntrySize);
                // The root comes first, and holds what is too small for sectors of its own.
                if (entry[66] == Root) small = Bytes(entry);
                var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 64);
                if (entry[66] == IsStream && Encoding.Unicode.GetString(entry[..length]) == name) return Bytes(entry);
            }
        }

        return null;
    }

    private WorkbookBytes? Bytes(ReadOnlySpan<byte> entry)
    {
        var (start, length) = (BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
        return entry[66] == Root || length >= Number(56) ? Bytes([.. Chain(next, start).Select(Place)], sectorSize, length)
            : small is null ? null
            : Bytes([.. Chain(SmallNext(), start).Select(small.PlaceOf)], SmallSectorSize, length);
    }

    private WorkbookBytes? Bytes(List<long> places, int size, long length)
    {
        var needed = (int)((length + size - 1) / size);
        if (needed == 0 || places.Count < needed) return null;
        var isWhole = places.Take(needed - 1).All(place => place + size <= bytes.Length) && places[needed - 1] + ((length - 1) % size) + 1 <= bytes.Length;
        return isWhole ? new(bytes, places, size, length) : null;
    }

    private List<uint> SmallNext()
    {
        List<uint> table = [];
        var sector = new byte[sectorSize];
        foreach (var place in Chain(next, Number(60)))
        {
            Read(place, sector);
            for (var at = 0; at < sectorSize; at += 4) table.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(at)));
        }

        return table;
    }

    private IEnumerable<uint> TableSectors()
    {
        var left = Number(44);
        for (var at = 76; at < HeaderSize && left > 0; at += 4, left--) yield return Number(at);
        var sector = new byte[sectorSize];
        for (var more = Number(68); left > 0 && more < Last; more = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(sectorSize - 4)))
        {
            Read(more, sector);
            for (var at = 0; at < sectorSize - 4 && left > 0; at += 4, left--) yield return BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(at));
        }
    }

    private static IEnumerable<uint> Chain(List<uint> next, uint sector)
    {
        for (var steps = 0; sector < Last; steps++)
        {
            if (sector >= next.Count || steps > next.Count) throw new InvalidDataException();
            yield return sector;
            sector = next[(int)sector];
        }
    }

    private void Read(uint sector, byte[] target)
    {
        bytes.Position = Place(sector);
        bytes.ReadExactly(target);
    }

    private long Place(uint sector) => (sector + 1L) * sectorSize;

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at));
}

/// <summary>A stream's bytes, which lie here and there in a compound file.</summary>
internal sealed class WorkbookBytes(Stream bytes, IReadOnlyList<long> sectors, int sectorSize, long length)
{
    private readonly byte[] sector = new byte[sectorSize];
    private int loaded = -1;

    /// <summary>Where in the file a small sector lies that is cut out of these bytes.</summary>
    public long PlaceOf(uint small) => small * 64L / sectorSize is var number && number < sectors.Count
        ? sectors[(int)number] + (small * 64L % sectorSize)
        : throw new InvalidDataException();

    /// <summary>False where so many bytes are not there.</summary>
    public bool TryRead(long at, Span<byte> target)
    {
        if (at < 0 || at + target.Length > length) return false;
        while (target.Length > 0)
        {
            Load((int)(at / sectorSize));
            var within = (int)(at % sectorSize);
            var count = Math.Min(target.Length, sectorSize - within);
            sector.AsSpan(within, count).CopyTo(target);
            target = target[count..];
            at += count;
        }

        return true;
    }

    private void Load(int number)
    {
        if (number == loaded) return;
        bytes.Position = sectors[number];
        bytes.ReadAtLeast(sector, sector.Length, throwOnEndOfStream: false);
        loaded = number;
    }
}
