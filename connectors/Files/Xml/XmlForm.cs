using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>One XML document a file, the records elements within it.</summary>
internal sealed class XmlForm(FilesStreamSettings stream, FileLimits limits) : DocumentForm(stream, limits)
{
    private readonly ElementPath path = ElementPath.Parse(stream.Records)!;
    private readonly HashSet<string> arrays = [.. stream.Arrays];
    private readonly int limit = limits.RecordBytes;

    // Which elements are open is known only from the begin.
    protected override bool ResumesWithin => false;

    protected override DocumentScan Scan(string file, ByteFeed feed, bool atBegin) => new XmlScan(file, feed, path);

    protected override RecordContent Content() => new XmlContent(arrays);

    protected override async Task<long?> CountAsync(string file, Stream bytes, CancellationToken ct)
    {
        var feed = new ByteFeed(bytes, 0, limit);
        if (await BeginAsync(feed, ct) < 0) return null;
        var scan = new XmlScan(file, feed, path);
        var count = 0L;
        while (await scan.NextAsync(ct)) count++;
        // Where other elements stand, the records are perhaps only named wrongly: that is no empty snapshot.
        return count == 0 && scan.Elements > 1 ? null : count;
    }
}
