using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Finds the items of a list within a record; lists on the way to it are gone through one after the other.</summary>
/// <param name="path">Names from the top.</param>
internal sealed class ItemReader(IReadOnlyList<string> path)
{
    private readonly byte[][] names = [.. path.Select(Encoding.UTF8.GetBytes)];
    private readonly List<(int Start, int Length)> found = [];

    /// <summary>Where the items stand, in their order; an object or a value in place of the list is its only item.</summary>
    /// <param name="payload">JSON that has been read through before.</param>
    public IReadOnlyList<(int Start, int Length)> Read(ReadOnlySpan<byte> payload)
    {
        found.Clear();
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        Walk(ref reader, 0);
        return found;
    }

    private void Walk(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Walk(ref reader, depth);
        }
        else if (depth == names.Length) Take(ref reader);
        else if (reader.TokenType == JsonTokenType.StartObject) Enter(ref reader, depth);
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        found.Add((start, (int)reader.BytesConsumed - start));
    }

    // Where a name comes twice, only its last value counts, as everywhere.
    private void Enter(ref Utf8JsonReader reader, int depth)
    {
        var before = found.Count;
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
    }
}
