using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>One JSON document a file, the records in an array or object within it.</summary>
internal sealed class JsonForm(FilesStreamSettings stream, FileLimits limits) : DocumentForm(stream, limits)
{
    private readonly RecordsPath path = RecordsPath.Parse(stream.Records)!;
    private readonly int limit = limits.RecordBytes;

    protected override DocumentScan Scan(string file, ByteFeed feed, bool atBegin) => new JsonScan(file, feed, path, atBegin);

    protected override RecordContent Content() => path.Members ? new JsonMemberContent() : new JsonContent();

    protected override async Task<long?> CountAsync(string file, Stream bytes, CancellationToken ct)
    {
        var feed = new ByteFeed(bytes, 0, limit);
        // An empty file is no document: it says nothing about which records exist.
        if (await BeginAsync(feed, ct) < 0) return null;
        var scan = new JsonScan(file, feed, path, atBegin: true);
        for (var count = 0L; ; count++)
            if (!await scan.NextAsync(ct)) return count;
    }
}
