using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Reads a record once and notes where the values of a mapping's paths stand.</summary>
/// <remarks>Records of one stream have their fields mostly in one order, so each name is first compared with the one that follows the last in the order seen so far.</remarks>
internal sealed class PathReader(RecordPaths paths)
{
    private const int Most = 256;

    private readonly List<(byte[] Name, PathNode? Node)> order = [];

    /// <summary>False when the payload is not a JSON object.</summary>
    public bool Read(ReadOnlyMemory<byte> payload, SlotValues values)
    {
        values.Open(payload);
        var reader = new Utf8JsonReader(payload.Span);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            ReadTop(ref reader, values);
            return !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is an escape that is half of a character.
            return false;
        }
    }

    /// <summary>Reads one item of a list, which may be an object or a value.</summary>
    /// <param name="item">JSON that has been read through before; what stands behind it is not looked at.</param>
    public void ReadItem(ReadOnlyMemory<byte> item, SlotValues values)
    {
        values.Open(item);
        var reader = new Utf8JsonReader(item.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            values.SetNested(paths.Root, ref reader);
            ReadTop(ref reader, values);
        }
        else Fill(paths.Root, ref reader, values);
    }

    /// <summary>Whether a value, an object or a list stands at a path.</summary>
    /// <param name="json">An object that has been read through before; what stands behind it is not looked at.</param>
    public static bool Has(ReadOnlySpan<byte> json, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        foreach (var name in path)
            if (reader.TokenType != JsonTokenType.StartObject || !Enter(ref reader, name)) return false;
        return reader.TokenType != JsonTokenType.Null;
    }

    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(name);
            reader.Read();
            if (wanted) return true;
            reader.Skip();
        }

        return false;
    }

    private void ReadTop(ref Utf8JsonReader reader, SlotValues values)
    {
        var place = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var node = NodeAt(ref place, ref reader);
            reader.Read();
            if (node is null) reader.Skip();
            else Fill(node, ref reader, values);
        }
    }

    // A field that some records lack is passed over; one never seen before takes its place among its neighbours.
    private PathNode? NodeAt(ref int place, ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped) return Find(paths.Root, ref reader);
        for (var tried = 0; tried < order.Count; tried++)
        {
            var (name, known) = order[(place + tried) % order.Count];
            if (!reader.ValueSpan.SequenceEqual(name)) continue;
            place = (place + tried) % order.Count + 1;
            return known;
        }

        var node = Find(paths.Root, ref reader);
        if (order.Count < Most) order.Insert(place++, (reader.ValueSpan.ToArray(), node));
        return node;
    }

    private static PathNode? Find(PathNode parent, ref Utf8JsonReader reader)
    {
        foreach (var child in parent.Children)
            if (reader.ValueTextEquals(child.Utf8)) return child;
        return null;
    }

    private static void Fill(PathNode node, ref Utf8JsonReader reader, SlotValues values)
    {
        // Where a name comes twice, only its last value counts.
        values.Clear(node);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                values.SetText(node.Slot, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? reader.GetString() : null);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                values.SetLiteral(node.Slot, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                break;
            case JsonTokenType.StartObject when node.Children.Count > 0:
                values.SetNested(node, ref reader);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var child = Find(node, ref reader);
                    reader.Read();
                    if (child is null) reader.Skip();
                    else Fill(child, ref reader, values);
                }

                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                values.SetNested(node, ref reader);
                reader.Skip();
                break;
        }
    }
}
