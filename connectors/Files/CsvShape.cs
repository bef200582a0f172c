using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>The fields of a file, with the JSON that stands before each value.</summary>
internal sealed class CsvShape
{
    private readonly byte[][] openings;

    public CsvShape(IReadOnlyList<string> fields, int[] keyColumns)
    {
        (Fields, KeyColumns) = (fields, keyColumns);
        openings = [.. fields.Select((field, index) => Opening(index, field))];
        Size = openings.Sum(opening => opening.Length) + 3;
    }

    public IReadOnlyList<string> Fields { get; }

    public int[] KeyColumns { get; }

    /// <summary>Bytes of JSON around the values of a record with all its fields.</summary>
    public int Size { get; }

    /// <summary>What a field beyond the header may add.</summary>
    public static int ExtraSize => 40;

    public ReadOnlySpan<byte> Before(int field) => field < openings.Length ? openings[field] : Opening(field, ExtraName(field));

    private static byte[] Opening(int index, string name)
    {
        var encoded = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        return [.. index == 0 ? "{\""u8 : "\",\""u8, .. encoded, .. "\":\""u8];
    }

    private string ExtraName(int field)
    {
        var name = FieldNames.Column(field);
        return Fields.Contains(name) ? $"{name}_extra" : name;
    }
}
