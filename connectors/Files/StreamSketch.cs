using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Describes a stream by its settings and by the newest file that shows its fields.</summary>
internal static class StreamSketch
{
    public static async Task<StreamDescriptor> OfAsync(FilesStreamSettings stream, FileInfo? file, RecordForm form, CancellationToken ct)
    {
        var schema = file is null ? Known(stream) : await Border.ReadAsync(file.Name, () => ShownAsync(stream, file, form, ct));
        var fields = schema["properties"] is JsonObject properties ? properties.Select(property => property.Key) : [];
        return new(stream.Name, schema.ToJsonString(), stream.Key.IsHash ? [.. fields] : stream.Key.Fields, [ReadMode.Full, ReadMode.Incremental]);
    }

    private static async Task<JsonObject> ShownAsync(FilesStreamSettings stream, FileInfo file, RecordForm form, CancellationToken ct)
    {
        await using var bytes = file.OpenRead();
        try
        {
            var schema = await SchemaAsync(stream, NameOf(file), bytes, form, ct);
            var note = await form.NoteAsync(NameOf(file), bytes, ct);
            if (schema.Count > 1 && (stream.Columns is null || note is not null))
                schema["description"] = $"The fields of {NameOf(file)}.{(note is null ? "" : " ")}{note}";
            return schema;
        }
        catch (ConnectorException broken) when (broken.Recovery is Recovery.Stop)
        {
            // One bad file hides neither the other streams nor what is wrong with it.
            var schema = Known(stream);
            schema["description"] = broken.Message;
            return schema;
        }
    }

    private static JsonObject Known(FilesStreamSettings stream) => Named(stream.Columns ?? stream.Widths?.Names);

    private static async Task<JsonObject> SchemaAsync(FilesStreamSettings stream, string file, Stream bytes, RecordForm form, CancellationToken ct)
    {
        if (stream.Kind is FileKind.Csv or FileKind.Fixed or FileKind.Excel) return Named(await form.FieldsAsync(file, bytes, ct));
        try
        {
            return await form.SampleAsync(file, bytes, ct) is { } sample ? RecordSketch.Of(sample, texts: stream.Kind is FileKind.Xml) : Named(null);
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
