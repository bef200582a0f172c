namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>The begin of a file, and far behind it some of its records: so that these are read again without all between.</summary>
internal sealed class SplicedStream(Stream head) : ReadOnlyStream
{
    private const long Far = 1L << 52;

    private readonly MemoryStream records = new();

    public override bool CanSeek => true;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing) records.Dispose();
        base.Dispose(disposing);
    }
}
