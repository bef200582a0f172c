using System.Globalization;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>The one text form of a figure, the same on every machine.</summary>
internal static class CellText
{
    public static string? Of(object? cell) => cell switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.00##########################", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
