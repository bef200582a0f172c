using System.Globalization;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>The text form of a position in the store: <c>line@offset+length</c>.</summary>
internal static class PositionText
{
    public static string Of(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.Index}@{position.ByteOffset}+{position.Length}");

    public static Position Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var plus = text.IndexOf('+', at);
        return new(
            long.Parse(text.AsSpan(0, at), CultureInfo.InvariantCulture),
            long.Parse(text.AsSpan(at + 1, plus - at - 1), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(plus + 1), CultureInfo.InvariantCulture));
    }
}
