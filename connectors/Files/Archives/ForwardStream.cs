namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Bytes that are read once, from the first to the last.</summary>
internal abstract class ForwardStream : ReadOnlyStream
{
    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }
}
