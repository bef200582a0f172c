using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>One entity as the engine moves it: its key and a cell for each field of its descriptor.</summary>
/// <param name="Cells">In the order of <see cref="EntityDescriptor.Fields"/>.</param>
public sealed record EntityRow(EntityDescriptor Entity, string Key, Cell[] Cells)
{
    /// <summary>Only for effective-dated entities; then part of the key.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Where many raw records tell of one entity, the greatest wins; null where one record tells all.</summary>
    public string? OrderKey { get; init; }

    /// <summary>A customer's own fields as a JSON object, or null.</summary>
    public string? Extensions { get; init; }

    public Cell this[string field] => Cells[Entity.IndexOf(field)];

    /// <summary>XxHash3 over fields and extensions; equal rows have equal hashes on every machine.</summary>
    public ulong Hash()
    {
        var hash = new XxHash3();
        Span<byte> number = stackalloc byte[9];
        foreach (var cell in Cells)
        {
            number[0] = (byte)(!cell.HasValue ? 0 : cell.Text is null ? 1 : 2);
            BinaryPrimitives.WriteInt64LittleEndian(number[1..], cell.Text?.Length ?? cell.Number);
            hash.Append(number);
            if (cell.Text is not null) hash.Append(MemoryMarshal.AsBytes(cell.Text.AsSpan()));
        }

        if (Extensions is not null) hash.Append(MemoryMarshal.AsBytes(Extensions.AsSpan()));
        return hash.GetCurrentHashAsUInt64();
    }
}
