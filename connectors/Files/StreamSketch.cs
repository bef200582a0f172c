using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Describes a stream by its settings and by the newest file that shows its fields.</summary>
internal static class StreamSketch
{
    public static async Task<StreamDescriptor> OfAsync(FilesStreamSettings stream, FileInfo? file, RecordForm form, CancellationToken ct)
    {
        var schema = file is null ? Named(stream.Columns ?? stream.Widths?.Names) : await Border.ReadAsync(file.Name, () => ShownAsync(stream, file, form, ct));
        if (file is not null && stream.Columns is null && schema.Count > 1) schema["description"] = $"The fields of {NameOf(file)}.";
        var fields = schema["properties"] is JsonObject properties ? properties.Select(property => property.Key) : [];
        return new(stream.Name, schema.ToJsonString(), stream.Key.IsHash ? [.. fields] : stream.Key.Fields, [ReadMode.Full, ReadMode.Incremental]);
    }

    private static async Task<JsonObject> ShownAsync(FilesStreamSettings stream, FileInfo file, RecordForm form, CancellationToken ct)
    {
        await using var bytes = file.OpenRead();
        if (stream.Kind is FileKind.Csv or FileKind.Fixed) return Named(await form.FieldsAsync(NameOf(file), bytes, ct));
        try
        {
            return await form.SampleAsync(NameOf(file), bytes, ct) is { } sample ? RecordSketch.Of(sample, texts: stream.Kind is FileKind.Xml) : Named(null);
        }
        catch (ConnectorException ended) when (ended.Code == DocumentScan.Truncated)
        {
            // Still being written, perhaps; the other streams have something to show.
            return Named(null);
        }
    }

    private static JsonObject Named(IReadOnlyList<string>? fields)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (fields is not null) schema["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field, new JsonObject { ["type"] = "string" })));
        return schema;
    }

    // A taken file has lost its name.
    private static string NameOf(FileInfo file) => file.Extension.Length == 0 && file.Name.Length == 64 ? "the file taken last" : file.Name;
}
