using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Goes through the items of one record's list.</summary>
internal sealed class MappingFileItems
{
    private readonly ItemReader items;
    private readonly PathReader reader;
    private readonly AroundItem[] around;
    private readonly string[] marks;
    private readonly HashSet<(string Key, DateOnly? ValidFrom)> given = [];
    private IReadOnlyList<ItemPlace> places = [];
    private ReadOnlyMemory<byte> payload;

    public MappingFileItems(PlannedItems plan, Formats formats)
    {
        (items, reader, Values, Depth) = (new(plan.Path), new(plan.Paths), new(plan.Paths, formats), plan.Path.Count);
        around = [.. plan.Around.SkipLast(1).Select((paths, above) => new AroundItem(paths, formats, Depth - above - 1))];
        Around = [.. around.Select(one => one.Values)];
        marks = [.. Enumerable.Range(0, Depth + 1).Select(depth => PlannedItems.Mark(plan.Path, depth))];
        Places = Place;
    }

    /// <summary>Of the item that it stands on.</summary>
    public SlotValues Values { get; }

    /// <summary>Of the objects around it, the nearest first, but for the record.</summary>
    public SlotValues[] Around { get; }

    /// <summary>See <see cref="Place"/>.</summary>
    public Func<string, string> Places { get; }

    /// <summary>How many objects stand around an item, the record among them.</summary>
    public int Depth { get; }

    /// <summary>Counted from one.</summary>
    public int Number { get; private set; }

    public void Open(ReadOnlyMemory<byte> record)
    {
        (payload, places, Number) = (record, items.Read(record.Span), 0);
        given.Clear();
        foreach (var one in around) one.Forget();
    }

    public bool Next()
    {
        if (Number == places.Count) return false;
        var item = places[Number++];
        reader.ReadItem(payload.Slice(item.Start, item.Length), Values);
        foreach (var one in around) one.Stand(payload, items.BeginOf(item, one.Depth));
        return true;
    }

    /// <summary>Whether an item before gave an entity of the same key.</summary>
    public bool Repeats(EntityRow row) => !given.Add((row.Key, row.ValidFrom));

    /// <summary>A path with the numbers of the items that it leads through now: <c>a[2].b[1].net</c>.</summary>
    public string Place(string path)
    {
        for (var depth = Depth; depth > 0 && path.Contains("[]", StringComparison.Ordinal); depth--)
            path = path.Replace(marks[depth], items.TextOf(places[Number - 1], depth), StringComparison.Ordinal);
        return path;
    }

    /// <summary>How often <c>parent</c> must be written for the item to find this path; null where nothing around it has it.</summary>
    public int? Elsewhere(IReadOnlyList<string> path)
    {
        for (var above = 1; above <= Depth; above++)
            if (PathReader.Has(payload.Span[items.BeginOf(places[Number - 1], Depth - above)..], path)) return above;
        return null;
    }

    /// <summary>An object around the items, read once for all items within it.</summary>
    private sealed class AroundItem(RecordPaths paths, Formats formats, int depth)
    {
        private readonly PathReader reader = new(paths);
        private int begin = -1;

        public SlotValues Values { get; } = new(paths, formats);

        public int Depth => depth;

        public void Forget() => begin = -1;

        public void Stand(ReadOnlyMemory<byte> payload, int at)
        {
            if (at == begin || paths.Asked.Count == 0) return;
            begin = at;
            reader.ReadItem(payload[at..], Values);
        }
    }
}
