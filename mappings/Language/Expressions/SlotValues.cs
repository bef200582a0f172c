using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Where the values of one record stand in its payload; a text is made only when it is asked for.</summary>
internal sealed class SlotValues(RecordPaths paths, Formats formats)
{
    private readonly Slot[] slots = new Slot[paths.Count];
    private readonly string[] nulls = [.. formats.Null ?? []];
    private readonly byte[][] nullBytes = [.. (formats.Null ?? []).Select(Encoding.UTF8.GetBytes)];
    private readonly bool nothingInNone = formats.Null?.Any(text => text is "[]" or "{}") == true;
    private ReadOnlyMemory<byte> payload;

    /// <summary>Forgets the record before; <see cref="PathReader"/> then sets what it finds.</summary>
    public void Open(ReadOnlyMemory<byte> record)
    {
        payload = record;
        Array.Clear(slots);
    }

    public string PathOf(int slot) => paths.TextOf(slot);

    /// <summary>Notes a text between quotes.</summary>
    /// <param name="unescaped">Where the text has escapes.</param>
    public void SetText(int slot, int start, int length, string? unescaped) =>
        slots[slot] = IsNull(start, length, unescaped) ? default : new(start, length, unescaped, false);

    /// <summary>Notes a number, true or false.</summary>
    public void SetLiteral(int slot, int start, int length) =>
        slots[slot] = IsNull(start, length, null) ? default : new(start, length, null, true);

    /// <summary>Notes that an object or a list begins here, where a value may be read.</summary>
    public void SetNested(PathNode node, ref Utf8JsonReader at)
    {
        var nested = at.TokenType == JsonTokenType.StartArray ? Nested.List : Nested.Object;
        if (nothingInNone && IsNothing(nested, at)) return;
        slots[node.Slot].Nested = nested;
        if (nested == Nested.List) SetBelow(node);
    }

    /// <summary>Whether an object or a list stands in place of the value.</summary>
    public Nested NestedAt(int slot) => slots[slot].Nested;

    /// <summary>The list above a value that hides it.</summary>
    public string ListAbove(int slot)
    {
        var node = paths.Node(slot);
        while (node.Parent is { } parent && slots[node.Slot].Nested != Nested.List) node = parent;
        return node.Path;
    }

    /// <summary>Forgets a value and all below it.</summary>
    public void Clear(PathNode node)
    {
        slots[node.Slot] = default;
        foreach (var child in node.Children) Clear(child);
    }

    /// <summary>Whether the value is a number or a truth of JSON and no text.</summary>
    public bool IsLiteral(int slot) => slots[slot].Literal;

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

    private void SetBelow(PathNode list)
    {
        foreach (var child in list.Children)
        {
            slots[child.Slot].Nested = Nested.BelowList;
            SetBelow(child);
        }
    }

    // As `null:` of the formats names an empty one.
    private bool IsNothing(Nested nested, Utf8JsonReader at) =>
        nulls.AsSpan().Contains(nested == Nested.List ? "[]" : "{}") && at.Read() && at.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;

    private bool IsNull(int start, int length, string? unescaped)
    {
        if (nulls.Length == 0) return false;
        if (unescaped is not null) return nulls.AsSpan().Contains(unescaped);
        var value = payload.Span.Slice(start, length);
        foreach (var text in nullBytes)
            if (value.SequenceEqual(text)) return true;
        return false;
    }

    private struct Slot(int start, int length, string? unescaped, bool literal)
    {
        public readonly bool Exists = true;
        public readonly int Start = start;
        public readonly int Length = length;
        public readonly bool Escaped = unescaped is not null;
        public readonly bool Literal = literal;
        public Nested Nested;
        public string? Text = unescaped;
    }
}
