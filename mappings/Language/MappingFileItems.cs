using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Goes through the items of one record's list.</summary>
internal sealed class MappingFileItems(PlannedItems plan, Formats formats)
{
    private readonly ItemReader items = new(plan.Path);
    private readonly PathReader reader = new(plan.Paths);
    private readonly HashSet<(string Key, DateOnly? ValidFrom)> given = [];
    private IReadOnlyList<(int Start, int Length)> places = [];
    private ReadOnlyMemory<byte> payload;

    /// <summary>Of the item that it stands on.</summary>
    public SlotValues Values { get; } = new(plan.Paths, formats);

    /// <summary>Counted from one.</summary>
    public int Number { get; private set; }

    public void Open(ReadOnlyMemory<byte> record)
    {
        (payload, places, Number) = (record, items.Read(record.Span), 0);
        given.Clear();
    }

    public bool Next()
    {
        if (Number == places.Count) return false;
        var (start, length) = places[Number++];
        reader.ReadItem(payload.Slice(start, length), Values);
        return true;
    }

    /// <summary>Whether an item before gave an entity of the same key.</summary>
    public bool Repeats(EntityRow row) => !given.Add((row.Key, row.ValidFrom));
}
