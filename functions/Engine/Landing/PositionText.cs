using System.Globalization;
using System.Text;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>The text form of a position in the store: <c>index@offset+length</c>, and <c>/part</c> where its file has parts.</summary>
internal static class PositionText
{
    private const int NumbersLength = 64;

    public static string Of(Position position) => Encoding.UTF8.GetString(Write(position, new byte[Room(position)]));

    /// <summary>Bytes that the text form may need.</summary>
    public static int Room(Position position) => NumbersLength + Encoding.UTF8.GetMaxByteCount(position.Part?.Length ?? 0);

    /// <summary>The same in UTF-8, into a span with <see cref="Room"/>.</summary>
    public static ReadOnlySpan<byte> Write(Position position, Span<byte> utf8)
    {
        Utf8.TryWrite(utf8, CultureInfo.InvariantCulture, $"{position.Index}@{position.ByteOffset}+{position.Length}", out var length);
        if (position.Part is null) return utf8[..length];
        utf8[length++] = (byte)'/';
        return utf8[..(length + Encoding.UTF8.GetBytes(position.Part, utf8[length..]))];
    }

    public static Position Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static Position Parse(ReadOnlySpan<byte> utf8)
    {
        var at = utf8.IndexOf((byte)'@');
        var slash = utf8.IndexOf((byte)'/');
        var numbers = slash < 0 ? utf8 : utf8[..slash];
        var plus = numbers.LastIndexOf((byte)'+');
        return new(
            long.Parse(numbers[..at], CultureInfo.InvariantCulture),
            long.Parse(numbers[(at + 1)..plus], CultureInfo.InvariantCulture),
            int.Parse(numbers[(plus + 1)..], CultureInfo.InvariantCulture),
            slash < 0 ? null : Encoding.UTF8.GetString(utf8[(slash + 1)..]));
    }
}
