using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>The fields of a file, with the JSON that stands before each value.</summary>
internal sealed class RecordShape
{
    private readonly byte[][] openings;

    /// <param name="above">Facts that every record begins with, by name.</param>
    public RecordShape(IReadOnlyList<string> fields, int[] keyColumns, IReadOnlyList<KeyValuePair<string, string>>? above = null)
    {
        (Fields, KeyColumns, Declared) = (fields, keyColumns, above is null ? fields : [.. above.Select(fact => fact.Key), .. fields]);
        openings = [.. fields.Select((field, index) => Opening(index, field))];
        if (above is { Count: > 0 } && openings.Length > 0) openings[0] = [.. above.SelectMany((fact, index) => Fact(index, fact)), .. "\",\""u8, .. openings[0].AsSpan(2)];
        Size = openings.Sum(opening => opening.Length) + 3;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>All fields of a record: the facts above the header, then the columns.</summary>
    public IReadOnlyList<string> Declared { get; }

    public int[] KeyColumns { get; }

    /// <summary>Bytes of JSON around the values of a record with all its fields.</summary>
    public int Size { get; }

    /// <summary>What a field beyond the header may add.</summary>
    public static int ExtraSize => 40;

    public ReadOnlySpan<byte> Before(int field) => field < openings.Length ? openings[field] : Opening(field, ExtraName(field));

    private static byte[] Opening(int index, string name) => [.. index == 0 ? "{\""u8 : "\",\""u8, .. Json(name), .. "\":\""u8];

    private static byte[] Fact(int index, KeyValuePair<string, string> fact) => [.. Opening(index, fact.Key), .. Json(fact.Value)];

    private static ReadOnlySpan<byte> Json(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;

    private string ExtraName(int field)
    {
        var name = FieldNames.Column(field);
        return Fields.Contains(name) ? $"{name}_extra" : name;
    }
}
