using System.Globalization;
using System.Text;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>The text form of a position in the store: <c>line@offset+length</c>.</summary>
internal static class PositionText
{
    public const int MaxLength = 64;

    public static string Of(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Index}@{position.ByteOffset}+{position.Length}");

    /// <summary>The same in UTF-8, into a span of at least <see cref="MaxLength"/>.</summary>
    public static ReadOnlySpan<byte> Write(Position position, Span<byte> utf8)
    {
        Utf8.TryWrite(utf8, CultureInfo.InvariantCulture, $"{position.Index}@{position.ByteOffset}+{position.Length}", out var length);
        return utf8[..length];
    }

    public static Position Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static Position Parse(ReadOnlySpan<byte> utf8)
    {
        var at = utf8.IndexOf((byte)'@');
        var plus = utf8.LastIndexOf((byte)'+');
        return new(
            long.Parse(utf8[..at], CultureInfo.InvariantCulture),
            long.Parse(utf8[(at + 1)..plus], CultureInfo.InvariantCulture),
            int.Parse(utf8[(plus + 1)..], CultureInfo.InvariantCulture));
    }
}
