using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Finds the items of a list within a record; lists on the way to it are gone through one after the other.</summary>
/// <param name="path">Names from the top.</param>
internal sealed class ItemReader(IReadOnlyList<string> path)
{
    private const int Name = 0;

    private readonly byte[][] names = [.. path.Select(Encoding.UTF8.GetBytes)];
    private readonly List<ItemPlace> found = [];

    // Of each item: where the objects around it begin, the record first, and then its way: names, and places in lists.
    private readonly List<int> steps = [];
    private readonly List<int> way = [];
    private readonly int[] begins = new int[path.Count];

    /// <summary>Where the items stand, in their order; an object or a value in place of the list is its only item.</summary>
    /// <param name="payload">JSON that has been read through before.</param>
    public IReadOnlyList<ItemPlace> Read(ReadOnlySpan<byte> payload)
    {
        found.Clear();
        steps.Clear();
        way.Clear();
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        Walk(ref reader, 0);
        return found;
    }

    /// <summary>Where the object begins in which this many names of the path have been followed.</summary>
    public int BeginOf(ItemPlace item, int depth) => steps[item.Steps + depth];

    /// <summary>The way to an item, or to what stands around it: <c>a[2].b[1]</c>.</summary>
    /// <param name="depth">How many names of the path are followed.</param>
    public string TextOf(ItemPlace item, int depth)
    {
        var (text, followed) = ("", 0);
        foreach (var step in CollectionsMarshal.AsSpan(steps).Slice(item.Steps + names.Length, item.StepCount - names.Length))
        {
            if (step != Name) text += string.Create(CultureInfo.InvariantCulture, $"[{step}]");
            else if (followed == depth) break;
            else text = PathText.Of([path[followed++]], text);
        }

        return text;
    }

    private void Walk(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.StartArray) Through(ref reader, depth);
        else if (depth == names.Length) Take(ref reader);
        else if (reader.TokenType == JsonTokenType.StartObject) Enter(ref reader, depth);
    }

    private void Through(ref Utf8JsonReader reader, int depth)
    {
        way.Add(0);
        for (var place = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            way[^1] = place;
            Walk(ref reader, depth);
        }

        way.RemoveAt(way.Count - 1);
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        found.Add(new(start, (int)reader.BytesConsumed - start, steps.Count, names.Length + way.Count));
        steps.AddRange(begins);
        steps.AddRange(CollectionsMarshal.AsSpan(way));
    }

    // Where a name comes twice, only its last value counts, as everywhere.
    private void Enter(ref Utf8JsonReader reader, int depth)
    {
        var before = found.Count;
        begins[depth] = (int)reader.TokenStartIndex;
        way.Add(Name);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(names[depth]);
            reader.Read();
            if (!wanted)
            {
                reader.Skip();
                continue;
            }

            found.RemoveRange(before, found.Count - before);
            Walk(ref reader, depth + 1);
        }

        way.RemoveAt(way.Count - 1);
    }
}

/// <summary>Where an item stands in the payload, and which of the steps lead to it.</summary>
internal readonly record struct ItemPlace(int Start, int Length, int Steps, int StepCount);
