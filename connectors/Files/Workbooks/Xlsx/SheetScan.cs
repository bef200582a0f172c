using System.Text;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

/// <summary>Reads a sheet's bytes once to their end: they are whole, and the merged cells, which stand behind all rows, are known.</summary>
internal static class SheetScan
{
    private const int Carried = 512;
    private const int Most = 1_000_000;

    public static IReadOnlyList<MergedCells> Merged(Stream xml)
    {
        List<MergedCells> merged = [];
        var buffer = new byte[(64 << 10) + Carried];
        for (var kept = 0; ;)
        {
            var read = xml.Read(buffer, kept, buffer.Length - kept);
            if (read == 0) return merged;
            Find(buffer.AsSpan(0, kept + read), merged);
            var carry = Math.Min(Carried, kept + read);
            buffer.AsSpan(kept + read - carry, carry).CopyTo(buffer);
            kept = carry;
        }
    }

    // An element cut by the buffer's end is found whole in the next one.
    private static void Find(ReadOnlySpan<byte> xml, List<MergedCells> merged)
    {
        for (var at = 0; merged.Count < Most; at++)
        {
            var next = xml[at..].IndexOf("mergeCell "u8);
            if (next < 0) return;
            at += next;
            var end = xml[at..].IndexOf((byte)'>');
            if (end < 0) return;
            if (at > 0 && xml[at - 1] is (byte)'<' or (byte)':' && Range(Encoding.ASCII.GetString(xml.Slice(at, Math.Min(end, Carried)))) is { } range) merged.Add(range);
        }
    }

    private static MergedCells? Range(string element)
    {
        var begin = element.IndexOf("ref=", StringComparison.Ordinal) + 5;
        if (begin < 5 || begin >= element.Length) return null;
        var end = element.IndexOf(element[begin - 1], begin);
        var corners = end < 0 ? [] : element[begin..end].Split(':');
        return corners is [var first, var last] && CellReference.Parse(first) is { } from && CellReference.Parse(last) is { } to
            ? new(from.Row, to.Row, from.Column, to.Column)
            : null;
    }
}

/// <summary>A cell's name, such as <c>AB12</c>.</summary>
internal static class CellReference
{
    public const int Columns = 16_384;

    /// <summary>Both counted from zero; null where the text names no cell.</summary>
    public static (int Row, int Column)? Parse(ReadOnlySpan<char> name)
    {
        var (column, at) = (0, 0);
        for (; at < name.Length && name[at] is >= 'A' and <= 'Z'; at++)
        {
            column = (column * 26) + name[at] - 'A' + 1;
            if (column > Columns) return null;
        }

        return at > 0 && int.TryParse(name[at..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) && row > 0
            ? (row - 1, column - 1)
            : null;
    }
}
