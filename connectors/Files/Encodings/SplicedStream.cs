namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>The begin of a file, and far behind it some of its records: so that these are read again without all between.</summary>
internal sealed class SplicedStream(Stream head) : Stream
{
    private const long Far = 1L << 52;

    private readonly MemoryStream records = new();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get; set; }

    /// <summary>Bytes of the records held.</summary>
    public long Held => records.Length;

    /// <summary>Adds a record and returns where it stands here.</summary>
    public long Add(ReadOnlySpan<byte> record)
    {
        var at = records.Length;
        records.Position = at;
        records.Write(record);
        return Far + at;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var source = Position < Far ? head : records;
        source.Position = Position < Far ? Position : Position - Far;
        var read = await source.ReadAsync(buffer, cancellationToken);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) records.Dispose();
        base.Dispose(disposing);
    }
}
