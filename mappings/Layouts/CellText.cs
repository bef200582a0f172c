using System.Globalization;

namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Gives a cell the text its column asks for, exactly or not at all.</summary>
internal sealed class CellText(DelimitedProfile profile)
{
    private readonly NumberFormatInfo numbers = new()
    {
        NumberDecimalSeparator = profile.DecimalSign.ToString(),
        NumberGroupSeparator = profile.DecimalSign == ',' ? "." : ",",
    };

    public string Of(long row, object? cell, ProfileColumn column) => cell switch
    {
        null => "",
        string text => Safe(text),
        decimal number => Exact(row, number, column),
        DateOnly date => date.ToString(column.Pattern ?? "yyyy-MM-dd", DateTimeFormatInfo.InvariantInfo),
        _ => throw new LayoutException("layout.cell-type", row, column.Heading, $"holds a {cell.GetType().Name}; give text, decimal or date."),
    };

    // Only people's spreadsheets run formulas; for machines the apostrophe would be a wrong value.
    public string Safe(string text) =>
        profile.OpensInSpreadsheet && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    // A file must tie to the cent, so a pattern that would round is an error.
    private string Exact(long row, decimal number, ProfileColumn column)
    {
        var text = number.ToString(column.Pattern ?? "0.############################", numbers);
        if (number.Scale <= column.Digits) return text;
        return decimal.TryParse(text, NumberStyles.Number, numbers, out var back) && back == number
            ? text
            : throw new LayoutException("layout.rounds", row, column.Heading, "the pattern would change the number; give it more digits.");
    }
}
