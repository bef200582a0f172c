namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>A file in any encoding as if it were written in UTF-8, and the way back to its own offsets.</summary>
/// <remarks>One piece of the file is held for reading and one for looking up; of the others only where they begin.</remarks>
internal sealed class TranscodedStream(Stream file, TextDecoder decoder) : ReadOnlyStream
{
    private const int PieceBytes = 64 << 10;

    private readonly List<(long Utf8, long Original)> begins = [(0, 0)];
    private Piece reading = new();
    private Piece looking = new();
    private byte[] buffer = new byte[PieceBytes];

    public override bool CanSeek => true;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!await FindAsync(reading, Position, cancellationToken)) return 0;
        var ahead = reading.Text.Utf8[(int)(Position - begins[reading.Index].Utf8)..];
        var count = Math.Min(ahead.Length, buffer.Length);
        ahead[..count].CopyTo(buffer.Span);
        Position += count;
        return count;
    }

    /// <summary>Where the character at this offset begins in the file itself.</summary>
    public async ValueTask<long> OriginalAsync(long utf8, CancellationToken ct)
    {
        var piece = Holds(reading, utf8) ? reading : looking;
        return await FindAsync(piece, utf8, ct)
            ? begins[piece.Index].Original + piece.Text.StartOf((int)(utf8 - begins[piece.Index].Utf8))
            : begins[^1].Original;
    }

    private bool Holds(Piece piece, long utf8) =>
        piece.Index >= 0 && utf8 >= begins[piece.Index].Utf8 && utf8 < begins[piece.Index].Utf8 + piece.Text.Length;

    /// <summary>Makes the piece hold this offset; false at the end of the file.</summary>
    private async ValueTask<bool> FindAsync(Piece piece, long utf8, CancellationToken ct)
    {
        if (Holds(piece, utf8)) return true;
        for (var index = Begin(utf8); ; index++)
        {
            if (!await LoadAsync(piece, index, ct)) return false;
            if (Holds(piece, utf8)) return true;
        }
    }

    // The last piece known to begin at or before the offset.
    private int Begin(long utf8)
    {
        var (low, high) = (0, begins.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (begins[middle].Utf8 <= utf8) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private async ValueTask<bool> LoadAsync(Piece piece, int index, CancellationToken ct)
    {
        for (var wanted = PieceBytes; ; wanted *= 2)
        {
            if (buffer.Length < wanted) Array.Resize(ref buffer, wanted);
            file.Position = begins[index].Original;
            var read = await file.ReadAtLeastAsync(buffer.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, ct);
            piece.Text.Clear();
            piece.Index = index;
            var used = decoder.Decode(buffer.AsSpan(0, read), last: read < wanted, piece.Text);
            if (used == 0 && read == wanted) continue;
            if (used > 0 && index == begins.Count - 1) begins.Add((begins[index].Utf8 + piece.Text.Length, begins[index].Original + used));
            return used > 0;
        }
    }

    private sealed class Piece
    {
        public DecodedText Text { get; } = new();

        public int Index { get; set; } = -1;
    }
}
