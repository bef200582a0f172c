using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Reads a record once and notes where the values of a mapping's paths stand.</summary>
/// <remarks>Records of one stream have their fields in one order, so each name is first compared with the one that stood there last time.</remarks>
internal sealed class PathReader(RecordPaths paths)
{
    private readonly List<(byte[] Name, PathNode? Node)> lastOrder = [];

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

    private void ReadTop(ref Utf8JsonReader reader, SlotValues values)
    {
        for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            var node = NodeAt(place, ref reader);
            reader.Read();
            if (node is null) reader.Skip();
            else Fill(node, ref reader, values);
        }
    }

    private PathNode? NodeAt(int place, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && place < lastOrder.Count && reader.ValueSpan.SequenceEqual(lastOrder[place].Name)) return lastOrder[place].Node;
        var node = Find(paths.Root, ref reader);
        if (!reader.ValueIsEscaped && place <= 512)
        {
            var seen = (reader.ValueSpan.ToArray(), node);
            if (place < lastOrder.Count) lastOrder[place] = seen;
            else if (place == lastOrder.Count) lastOrder.Add(seen);
        }

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
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                values.Set(node.Slot, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? reader.GetString() : null);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                values.Set(node.Slot, (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                break;
            case JsonTokenType.StartObject when node.Children.Count > 0:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var child = Find(node, ref reader);
                    reader.Read();
                    if (child is null) reader.Skip();
                    else Fill(child, ref reader, values);
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }
}
