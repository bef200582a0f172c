using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>A folder of its own for one test, and a source over it.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("files-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public void Write(string name, byte[] content) => File.WriteAllBytes(this[name], content);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal FilesSource Source(string stream, TimeProvider? clock = null, FileLimits? limits = null)
    {
        List<SettingError> errors = [];
        var options = OptionsBinder<FilesStreamOptions>.Bind(JsonSerializer.Deserialize<JsonElement>(stream), "", errors);
        Assert.Empty(errors);
        return new(new(Path, clock ?? TimeProvider.System), new Dictionary<string, FilesStreamSettings> { ["s"] = new("s", options!) },
            limits ?? new(2, 1 << 20, 1 << 20));
    }
}

/// <summary>Reads whole files through a source and says what it gave.</summary>
internal static class Reading
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<List<RecordBatch>> BatchesAsync(this FilesSource source, string from = "")
    {
        List<RecordBatch> batches = [];
        await foreach (var batch in source.ReadAsync(new("s", new(from), Slice.Whole), Ct)) batches.Add(batch);
        return batches;
    }

    public static async Task<List<RawRecord>> RecordsAsync(this FilesSource source) =>
        [.. (await source.BatchesAsync()).SelectMany(batch => batch.Records)];

    public static async Task<List<ArrivedFile>> ArrivedAsync(this FilesSource source, TimeSpan settle = default)
    {
        List<ArrivedFile> files = [];
        await foreach (var file in source.ArrivedAsync("s", settle, Ct)) files.Add(file);
        return files;
    }

    public static async Task<List<string>> AgainAsync(this FilesSource source, ArrivedFile file, IEnumerable<Position> positions)
    {
        List<string> payloads = [];
        await foreach (var payload in source.ReadAgainAsync(file, "s", [.. positions], Ct)) payloads.Add(Encoding.UTF8.GetString(payload.Span));
        return payloads;
    }

    public static string Json(this RawRecord record) => Encoding.UTF8.GetString(record.Payload.Span);

    public static List<string> Values(this RawRecord record)
    {
        using var json = JsonDocument.Parse(record.Payload);
        return [.. json.RootElement.EnumerateObject().Select(field => field.Value.GetString()!)];
    }
}
