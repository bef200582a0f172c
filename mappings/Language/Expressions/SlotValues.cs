using System.Text;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Where the values of one record stand in its payload; a text is made only when it is asked for.</summary>
internal sealed class SlotValues(RecordPaths paths, Formats formats)
{
    private readonly Slot[] slots = new Slot[paths.Count];
    private readonly byte[][] nulls = [.. (formats.Null ?? []).Select(Encoding.UTF8.GetBytes)];
    private ReadOnlyMemory<byte> payload;

    /// <summary>Forgets the record before; <see cref="PathReader"/> then sets what it finds.</summary>
    public void Open(ReadOnlyMemory<byte> record)
    {
        payload = record;
        Array.Clear(slots);
    }

    public string PathOf(int slot) => paths.TextOf(slot);

    public void Set(int slot, int start, int length, string? unescaped = null)
    {
        if (nulls.Length > 0 && IsNull(payload.Span.Slice(start, length))) return;
        slots[slot] = new(start, length, unescaped);
    }

    /// <summary>The text just as it stands in the record; null where it is missing, null, an object or an array.</summary>
    public string? Text(int slot)
    {
        ref var found = ref slots[slot];
        if (!found.Exists) return null;
        return found.Text ??= Encoding.UTF8.GetString(payload.Span.Slice(found.Start, found.Length));
    }

    /// <summary>The value's characters without making a text, where they are plain and few; else false.</summary>
    public bool TryCopy(int slot, Span<char> into, out int length)
    {
        var found = slots[slot];
        length = found.Length;
        return found is { Exists: true, Escaped: false } && length <= into.Length && Ascii.ToUtf16(payload.Span.Slice(found.Start, length), into, out _) == System.Buffers.OperationStatus.Done;
    }

    private bool IsNull(ReadOnlySpan<byte> value)
    {
        foreach (var text in nulls)
            if (value.SequenceEqual(text)) return true;
        return false;
    }

    private struct Slot(int start, int length, string? unescaped)
    {
        public readonly int Start = start;
        public readonly int Length = length;
        public readonly bool Escaped = unescaped is not null;
        public string? Text = unescaped;

        public readonly bool Exists => Start > 0;
    }
}
