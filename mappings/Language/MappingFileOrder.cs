using System.Globalization;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Writes values so that their texts, compared letter by letter, sort as they do.</summary>
internal static class MappingFileOrder
{
    public static string Text(in Value value) => value.Kind == ValueKind.Number ? Number(value.Number) : value.ToText() ?? "";

    // Below zero the nines' complement turns the greater amount into the smaller text.
    private static string Number(decimal number)
    {
        var digits = Math.Abs(number).ToString("00000000000000000000000000000.0000000000000000000000000000", CultureInfo.InvariantCulture);
        return number >= 0 ? "1" + digits : "0" + string.Create(digits.Length, digits, (text, source) =>
        {
            for (var at = 0; at < text.Length; at++) text[at] = source[at] == '.' ? '.' : (char)('0' + '9' - source[at]);
        });
    }
}
