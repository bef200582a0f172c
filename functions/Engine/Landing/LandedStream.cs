namespace BackOffice.Integration.Engine.Landing;

/// <summary>Reads landed bytes in plain form; seeking unpacks only the block it lands in.</summary>
internal sealed class LandedStream : Stream
{
    private readonly Stream file;
    private readonly List<long> members = [];
    private readonly byte[] block = new byte[LandedBlock.MaxLength];
    private int loaded = -1;
    private int loadedLength;

    public LandedStream(Stream file)
    {
        this.file = file;
        Span<byte> header = stackalloc byte[LandedBlock.HeaderLength];
        for (long start = 0; start < file.Length; start += LandedBlock.SizeOf(header))
        {
            file.Position = start;
            file.ReadExactly(header);
            members.Add(start);
        }

        if (members.Count > 0) Load(members.Count - 1);
        Length = (Math.Max(members.Count, 1) - 1L) * LandedBlock.MaxLength + loadedLength;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>Of the plain bytes.</summary>
    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty) return 0;
        Load((int)(Position / LandedBlock.MaxLength));
        var within = (int)(Position % LandedBlock.MaxLength);
        var count = Math.Min(buffer.Length, loadedLength - within);
        block.AsSpan(within, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    // The bytes are in memory or one block away: nothing is worth another thread.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Load(int member)
    {
        if (member == loaded) return;
        var end = member + 1 < members.Count ? members[member + 1] : file.Length;
        var bytes = new byte[end - members[member]];
        file.Position = members[member];
        file.ReadExactly(bytes);
        loadedLength = LandedBlock.Read(bytes, block);
        loaded = member;
    }
}
