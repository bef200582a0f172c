using System.Text.RegularExpressions;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>Which fields are worth a control total: decimals that are money, and no rate or price.</summary>
internal static partial class TotalsGuess
{
    private const int MostPlaces = 4;

    // A table of nothing but decimals holds rates or measurements.
    private const int Most = 12;

    public static IReadOnlyList<string> Of(FormatsGuess formats)
    {
        var money = Money(formats).ToList();
        return money.Count <= Most ? money : [];
    }

    private static IEnumerable<string> Money(FormatsGuess formats) =>
        formats.Columns.Where(column => column.Kind is ColumnKind.Decimal && !column.Column.IsRepeated && !Rates().IsMatch(column.Name) && IsMoney(column, formats.Formats.Decimal)).Select(column => column.Name);

    private static bool IsMoney(ColumnGuess column, char sign)
    {
        var places = column.Column.Filled.Max(value => value.LastIndexOf(column.Column.IsTyped ? '.' : sign) is var at and >= 0 ? value.Length - at - 1 : 0);
        return places is > 0 and <= MostPlaces;
    }

    [GeneratedRegex("rate|ratio|percent|pct|quota|satz|prozent|kurs|taux|price|preis|prix|(?:\\A|_)lat(?:itude)?\\z|(?:\\A|_)(?:lon|lng|longitude)\\z|weight|width|height|length|depth|thickness|score|version|code|unit", RegexOptions.IgnoreCase)]
    private static partial Regex Rates();
}
