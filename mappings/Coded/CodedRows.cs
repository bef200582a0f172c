using System.Text.Json;

namespace BackOffice.Integration.Mappings.Coded;

/// <summary>Reads records for a mapping in C#: one that is no JSON object is an issue, and so is an object where a value should stand.</summary>
/// <param name="mapping">The name it has in messages.</param>
internal abstract class CodedRows(string mapping, Formats formats) : IMapping
{
    private static Issue Unreadable { get; } = new("record.unreadable", "", "The record is not a JSON object; check the records selection and the encoding of the stream.");

    protected Formats Formats => formats;

    public void Map(in SourceRecord record, MappingOutput output)
    {
        try
        {
            using var json = JsonDocument.Parse(record.Payload);
            if (json.RootElement.ValueKind == JsonValueKind.Object) Map(json.RootElement, output);
            else output.Add(Unreadable);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The second is an escape that is half of a character.
            output.Add(Unreadable);
        }
    }

    protected abstract void Map(JsonElement record, MappingOutput output);

    // Else an object would count as nothing, and its row or cell would be lost without a word.
    protected bool Nested(JsonElement record, string column, MappingOutput output)
    {
        if (!record.TryGetProperty(column, out var value) || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return false;
        output.Add(new Issue("type.mismatch", column, $"{(value.ValueKind == JsonValueKind.Array ? "A list" : "An object")} stands here, where {mapping} reads one value; correct the source."));
        return true;
    }

    protected static bool IsNoNumber(JsonElement record, string column) =>
        record.TryGetProperty(column, out var given) && given.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null);

    protected string? Text(JsonElement record, string name)
    {
        if (!record.TryGetProperty(name, out var value)) return null;
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        return string.IsNullOrWhiteSpace(text) || formats.Null?.Contains(text) == true ? null : text;
    }
}
