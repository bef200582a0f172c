using System.Text.Json;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Where a value stands in the bytes of a payload; replacing it leaves every other byte as it is.</summary>
internal readonly record struct PayloadPlace(int Start, int Length, JsonTokenType Token)
{
    /// <summary>Null where the payload has no such value or is no JSON; of a name that comes twice, the last counts.</summary>
    public static PayloadPlace? Find(ReadOnlySpan<byte> payload, RawPath path)
    {
        try
        {
            var place = Whole(payload);
            foreach (var part in path.Parts)
            {
                if (Child(payload.Slice(place.Start, place.Length), part) is not { } child) return null;
                place = child with { Start = place.Start + child.Start };
            }

            return place;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The payload with another JSON value at the path; what stands above it is added where it is missing.</summary>
    /// <param name="json">One JSON value.</param>
    public static byte[] Replace(ReadOnlySpan<byte> payload, RawPath path, ReadOnlySpan<byte> json)
    {
        if (Find(payload, path) is { } place) return [.. payload[..place.Start], .. json, .. payload[(place.Start + place.Length)..]];
        var known = path.Parts.Count - 1;
        while (known > 0 && Find(payload, RawPath.Of([.. path.Parts.Take(known)])) is null) known--;
        var above = known == 0 ? Whole(payload) : Find(payload, RawPath.Of([.. path.Parts.Take(known)]))!.Value;
        if (above.Token != JsonTokenType.StartObject) throw new InvalidOperationException("Only an object can be given a field.");
        var end = above.Start + above.Length - 1;
        return [.. payload[..end], .. Child(payload.Slice(above.Start, above.Length)) ? ","u8 : [], .. Member(path.Parts.Skip(known), json), .. payload[end..]];
    }

    /// <summary>Whether a missing value can be added: the nearest thing above it that is there is an object, and no item of a list is missing.</summary>
    public static bool CanAdd(ReadOnlySpan<byte> payload, RawPath path)
    {
        var known = path.Parts.Count - 1;
        while (known > 0 && Find(payload, RawPath.Of([.. path.Parts.Take(known)])) is null) known--;
        var above = known == 0 ? Whole(payload) : Find(payload, RawPath.Of([.. path.Parts.Take(known)]))!.Value;
        return above.Token == JsonTokenType.StartObject && path.Parts.Skip(known).All(part => part is string);
    }

    /// <summary>A path as mappings read it, through the first item of each list on the way; null where it is none.</summary>
    public static RawPath? First(ReadOnlySpan<byte> payload, string read)
    {
        if (RawPath.NamesOf(read) is not { } names) return null;
        List<object> parts = [];
        foreach (var name in names)
        {
            while (parts.Count > 0 && Find(payload, RawPath.Of([.. parts])) is { Token: JsonTokenType.StartArray }) parts.Add(1);
            parts.Add(name);
        }

        return RawPath.Of([.. parts]);
    }

    private static PayloadPlace Whole(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        return Here(ref reader);
    }

    private static PayloadPlace? Child(ReadOnlySpan<byte> json, object part)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return (reader.TokenType, part) switch
        {
            (JsonTokenType.StartObject, string name) => Named(ref reader, name),
            (JsonTokenType.StartArray, int place) => At(ref reader, place),
            _ => null,
        };
    }

    private static PayloadPlace? Named(ref Utf8JsonReader reader, string name)
    {
        PayloadPlace? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(name);
            reader.Read();
            var here = Here(ref reader);
            if (wanted) found = here;
        }

        return found;
    }

    private static PayloadPlace? At(ref Utf8JsonReader reader, int place)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var here = Here(ref reader);
            if (--place == 0) return here;
        }

        return null;
    }

    private static PayloadPlace Here(ref Utf8JsonReader reader)
    {
        var (start, token) = ((int)reader.TokenStartIndex, reader.TokenType);
        reader.Skip();
        return new(start, (int)reader.BytesConsumed - start, token);
    }

    private static bool Child(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
    }

    private static byte[] Member(IEnumerable<object> parts, ReadOnlySpan<byte> json)
    {
        var names = parts.Select(part => JsonSerializer.SerializeToUtf8Bytes((string)part)).Reverse().ToList();
        byte[] member = [.. names[0], (byte)':', .. json];
        foreach (var name in names.Skip(1)) member = [.. name, (byte)':', (byte)'{', .. member, (byte)'}'];
        return member;
    }
}
