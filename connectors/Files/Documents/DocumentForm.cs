using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Documents;

/// <summary>Records within one document a file.</summary>
internal abstract class DocumentForm(FilesStreamSettings stream, FileLimits limits) : RecordForm
{
    public override bool EndsWithLine => false;

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        // What a document holds is known at its end only: it is walked through before anything is committed.
        if (from is null && await CountAsync(file, bytes, ct) is null) return null;
        if (from is { Offset: 0 } && await BeginAsync(new(bytes, 0, limits.RecordBytes), ct) < 0) return null;
        var keys = new RecordKeys(stream.Key);
        var to = keys.IsCounted ? 0 : from?.Offset ?? 0;
        var at = to > 0 && ResumesWithin ? from!.Value : new FilePoint(0, 1);
        return new DocumentRecords(Scan(file, new(bytes, at.Offset, limits.RecordBytes), at.Offset == 0), Content(), new(stream.Key, keys), limits, at.Line, to);
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        var content = Content();
        foreach (var position in positions)
        {
            if (position.Length > limits.RecordBytes)
            {
                yield return LongRecord.Payload;
                continue;
            }

            var record = new byte[position.Length];
            bytes.Position = position.ByteOffset;
            if (await bytes.ReadAtLeastAsync(record, record.Length, throwOnEndOfStream: false, ct) < record.Length) throw NotHere(file);
            yield return content.Open(record).Payload;
        }
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct) =>
        await SampleAsync(file, bytes, ct) is { } sample ? NdjsonRecord.Names(sample.Span) : null;

    public override async Task<bool> EndsCleanAsync(string file, Stream bytes, CancellationToken ct)
    {
        try
        {
            await CountAsync(file, bytes, ct);
            return true;
        }
        catch (ConnectorException ended) when (ended.Code == DocumentScan.Truncated)
        {
            return false;
        }
        catch (ConnectorException)
        {
            // Waiting mends nothing; reading says what is wrong.
            return true;
        }
    }

    // A document that stays unfinished is read, commits nothing and says so; waiting for it would say nothing.
    public override Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct) => Task.FromResult<long?>(null);

    /// <summary>Whether records can be found from the begin of any of them.</summary>
    protected virtual bool ResumesWithin => true;

    protected abstract DocumentScan Scan(string file, ByteFeed feed, bool atBegin);

    protected abstract RecordContent Content();

    /// <summary>Walks through the whole document; null where it is no document that says which records exist.</summary>
    protected abstract Task<long?> CountAsync(string file, Stream bytes, CancellationToken ct);

    /// <summary>Passes over the mark of UTF-8 and white space; the byte there, or -1.</summary>
    protected static async ValueTask<int> BeginAsync(ByteFeed feed, CancellationToken ct)
    {
        await feed.PassMarkAsync(ct);
        return await feed.PeekBehindSpaceAsync(ct);
    }
}
