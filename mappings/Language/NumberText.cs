using System.Globalization;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads a number as a stream writes it: exactly, or not at all.</summary>
public static class NumberText
{
    /// <summary>False for text that is no number and for text that stands for nothing.</summary>
    public static bool TryParse(string text, Formats formats, out decimal number)
    {
        number = 0;
        if (formats.Null?.Contains(text) == true) return false;
        var written = new NumberFormatInfo
        {
            NumberDecimalSeparator = formats.Decimal.ToString(),
            NumberGroupSeparator = formats.Group?.ToString() ?? "\uffff",
        };
        return decimal.TryParse(text, NumberStyles.Number, written, out number);
    }
}
