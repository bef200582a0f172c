using System.Text;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>A piece of a file as UTF-8, and for each of its bytes where its character began in the piece.</summary>
internal sealed class DecodedText
{
    /// <summary>Stands for what cannot be decoded: a byte that no UTF-8 text holds.</summary>
    public const byte Undecodable = 0xFF;

    private byte[] utf8 = new byte[4096];
    private int[] starts = new int[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Utf8 => utf8.AsSpan(0, Length);

    /// <summary>Offset in the piece at which the character of this UTF-8 byte begins.</summary>
    public int StartOf(int index) => starts[index];

    public void Clear() => Length = 0;

    public void Add(byte value, int start)
    {
        MakeRoom();
        (utf8[Length], starts[Length]) = (value, start);
        Length++;
    }

    public void Add(Rune character, int start)
    {
        MakeRoom();
        var written = character.EncodeToUtf8(utf8.AsSpan(Length));
        starts.AsSpan(Length, written).Fill(start);
        Length += written;
    }

    private void MakeRoom()
    {
        // No character takes more than four bytes.
        if (utf8.Length - Length >= 4) return;
        Array.Resize(ref utf8, utf8.Length * 2);
        Array.Resize(ref starts, utf8.Length);
    }
}
