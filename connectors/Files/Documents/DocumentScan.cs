using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Documents;

/// <summary>Finds the records of one document, holding one at most.</summary>
internal abstract class DocumentScan(string file, ByteFeed feed)
{
    /// <summary>The code of a document that ends in the middle.</summary>
    public const string Truncated = "document.truncated";

    protected ByteFeed Feed { get; } = feed;

    protected string File { get; } = file;

    /// <summary>Bytes of the record at hand; only where it is not too long.</summary>
    public ReadOnlySpan<byte> Record => Feed.Marked;

    public bool IsKept => Feed.IsKept;

    public long Offset => Feed.MarkedOffset;

    public long Length => Feed.MarkedLength;

    /// <summary>Moves to the next record; false behind the last, and, where reading began at the begin, behind the document.</summary>
    public abstract ValueTask<bool> NextAsync(CancellationToken ct);

    protected ConnectorException Broken(string what) => new(Recovery.Stop,
        $"{File}: {what} at byte {Feed.Offset}, so nothing of the file was read. Have the file exported again.")
    { Code = "document.unreadable" };

    protected ConnectorException Ended() => new(Recovery.Stop,
        $"{File} ends in the middle of its document, at byte {Feed.Offset}, so nothing of the file was read. Send the whole file again.")
    { Code = Truncated };
}
