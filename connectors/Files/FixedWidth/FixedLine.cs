using System.Text;

namespace BackOffice.Integration.Connectors.Files.FixedWidth;

/// <summary>Cuts lines of UTF-8 at places counted in characters.</summary>
internal sealed class FixedLine(IReadOnlyList<FixedColumn> columns)
{
    private readonly int end = columns.Max(column => column.End);
    private readonly int whole = columns.Max(column => column.Width is null ? column.Start : column.End);

    public CutLine Cut(ReadOnlySpan<byte> line)
    {
        var offsets = Ascii.IsValid(line) ? null : Offsets(line);
        var length = offsets is null ? line.Length : offsets.Length - 1;
        var parts = new Range[columns.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var (from, to) = (Math.Min(columns[i].Start, length), Math.Min(columns[i].End, length));
            parts[i] = offsets is null ? from..to : offsets[from]..offsets[to];
        }

        return new(line, parts, Broken(length), IsOver(line, length, offsets), length >= whole);
    }

    /// <summary>The column within which a line of this length ends; -1 where there is none.</summary>
    private int Broken(int length)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Width is not null && columns[i].Start < length && length < columns[i].End) return i;
        return -1;
    }

    // Text behind the last column belongs to none: a lost line end must not lose a record.
    private bool IsOver(ReadOnlySpan<byte> line, int length, int[]? offsets) =>
        length > end && line[(offsets is null ? end : offsets[end])..].ContainsAnyExcept((byte)' ');

    // What is no UTF-8 counts as one character.
    private static int[] Offsets(ReadOnlySpan<byte> line)
    {
        var offsets = new List<int>(line.Length) { 0 };
        for (var at = 0; at < line.Length;)
        {
            Rune.DecodeFromUtf8(line[at..], out _, out var used);
            at += used;
            offsets.Add(at);
        }

        return [.. offsets];
    }
}

/// <summary>A line and where its columns stand in it.</summary>
/// <param name="broken">The column within which the line ends, or -1.</param>
/// <param name="isOver">True where text stands behind the last column.</param>
/// <param name="isWhole">True where no column is missing or cut.</param>
internal readonly ref struct CutLine(ReadOnlySpan<byte> line, Range[] parts, int broken, bool isOver, bool isWhole)
{
    private static readonly FieldText Text = FieldText.Named("utf-8")!;

    private readonly ReadOnlySpan<byte> line = line;

    public int Broken { get; } = broken;

    public bool IsOver { get; } = isOver;

    public bool IsWhole { get; } = isWhole;

    public bool Decodes => Text.Decodes(line);

    public ReadOnlySpan<byte> this[int column] => line[parts[column]];

    public ReadOnlyMemory<byte> Payload(RecordShape shape, PayloadBlocks blocks)
    {
        var decodes = Decodes;
        var room = blocks.Reserve(shape.Size + (parts.Sum(part => part.End.Value - part.Start.Value) * FieldText.Growth));
        var written = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var before = shape.Before(i);
            before.CopyTo(room[written..]);
            written += before.Length;
            written += Text.Write(decodes ? this[i] : FieldText.Repaired(this[i]), room[written..]);
        }

        "\"}"u8.CopyTo(room[written..]);
        return blocks.Take(written + 2);
    }

    /// <summary>The key, or the column that has none of its value.</summary>
    public (string? Key, int Missing) Key(RecordShape shape, RecordKeys keys, ReadOnlySpan<byte> payload)
    {
        if (keys.IsHash) return (keys.Hash(payload), -1);
        keys.Start();
        foreach (var column in shape.KeyColumns)
        {
            // A key of blanks is no key, and neither is one that cannot be decoded.
            if (!this[column].ContainsAnyExcept((byte)' ')) return (null, column);
            if (!Text.Decodes(this[column])) return (null, -1);
            keys.Add(this[column], Text);
        }

        return (keys.Finish(), -1);
    }
}
