using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>A stored value as text: a letter for its storage class, a colon, and the value.</summary>
internal static class SqliteValue
{
    public const char Integer = 'i';
    public const char Real = 'r';
    public const char Text = 't';
    public const char Blob = 'b';

    /// <summary>A text whose bytes are no UTF-8, kept as they are.</summary>
    public const char BrokenText = 'x';

    public static char KindOf(string value) => value.Length > 1 && value[1] == ':' ? value[0] : '?';

    public static string TextOf(string value) => value[2..];

    public static string Of(string text) => $"t:{text}";

    public static string OfText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Of(Encoding.UTF8.GetString(bytes)) : $"x:{Convert.ToBase64String(bytes)}";

    public static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"i:{number}");

    /// <summary>The least integer there is where the number is still less.</summary>
    public static string Of(Int128 number) => Of((long)Int128.Max(number, long.MinValue));

    public static string Of(double number) => string.Create(CultureInfo.InvariantCulture, $"r:{number:R}");

    public static string Of(ReadOnlySpan<byte> blob) => $"b:{Convert.ToBase64String(blob)}";
}
