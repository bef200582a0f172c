using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Describes a stream by its settings and by the newest file that shows its fields.</summary>
internal static class StreamSketch
{
    public static async Task<StreamDescriptor> OfAsync(FilesStreamSettings stream, FileInfo? file, RecordForm form, CancellationToken ct)
    {
        var fields = file is null ? stream.Columns ?? stream.Widths?.Names : await Border.ReadAsync(file.Name, () => FieldsAsync(file, form, ct));
        return new(stream.Name, Schema(stream, file, fields), stream.Key.IsHash ? fields ?? [] : stream.Key.Fields, [ReadMode.Full, ReadMode.Incremental]);
    }

    private static async Task<IReadOnlyList<string>?> FieldsAsync(FileInfo file, RecordForm form, CancellationToken ct)
    {
        await using var bytes = file.OpenRead();
        return await form.FieldsAsync(NameOf(file), bytes, ct);
    }

    private static string Schema(FilesStreamSettings stream, FileInfo? file, IReadOnlyList<string>? fields)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (fields is null) return schema.ToJsonString();
        if (file is not null && stream.Columns is null) schema["description"] = $"The fields of {NameOf(file)}.";
        schema["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field, Value(stream))));
        return schema.ToJsonString();
    }

    // A JSON line may hold anything under a name, and another thing on the next line.
    private static JsonObject Value(FilesStreamSettings stream) => stream.Kind is FileKind.Csv or FileKind.Fixed ? new() { ["type"] = "string" } : [];

    // A taken file has lost its name.
    private static string NameOf(FileInfo file) => file.Extension.Length == 0 && file.Name.Length == 64 ? "the file taken last" : file.Name;
}
