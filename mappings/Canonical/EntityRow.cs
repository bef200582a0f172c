using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>One entity as the engine moves it: its key and a cell for each field of its descriptor.</summary>
/// <param name="Cells">In the order of <see cref="EntityDescriptor.Fields"/>.</param>
public sealed record EntityRow(EntityDescriptor Entity, string Key, Cell[] Cells)
{
    // A byte for what there is, eight for the number or the text's length.
    private const int CellHead = 9;

    // No cell begins so: what follows are a customer's own fields, however many cells stand before.
    private const byte Own = 3;

    /// <summary>Only for effective-dated entities; then part of the key.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Where many raw records tell of one entity, the greatest wins; null where one record tells all.</summary>
    public string? OrderKey { get; init; }

    /// <summary>A customer's own fields as a JSON object, or null.</summary>
    public string? Extensions { get; init; }

    public Cell this[string field] => Cells[Entity.IndexOf(field)];

    /// <summary>XxHash3 over fields and extensions; equal rows have equal hashes on every machine.</summary>
    /// <remarks>Missing fields at the end do not count, so a field that an entity gains leaves the hashes of rows without it as they are.</remarks>
    public ulong Hash()
    {
        var cells = Cells.AsSpan(0, Array.FindLastIndex(Cells, cell => cell.HasValue) + 1);
        var length = cells.Length * CellHead + 1 + TextBytes(Extensions);
        foreach (var cell in cells) length += TextBytes(cell.Text);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var bytes = rented.AsSpan(0, length);
        var rest = bytes;
        foreach (var cell in cells)
        {
            rest[0] = (byte)(!cell.HasValue ? 0 : cell.Text is null ? 1 : 2);
            BinaryPrimitives.WriteInt64LittleEndian(rest[1..], cell.Text?.Length ?? cell.Number);
            rest = Append(cell.Text, rest[CellHead..]);
        }

        rest[0] = Own;
        Append(Extensions, rest[1..]);
        var hash = XxHash3.HashToUInt64(bytes);
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private static int TextBytes(string? text) => text is null ? 0 : text.Length * sizeof(char);

    private static Span<byte> Append(string? text, Span<byte> to)
    {
        MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(to);
        return to[TextBytes(text)..];
    }
}
