using System.Globalization;
using System.Text.RegularExpressions;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>How a stream is cut into periods: by month or fiscal year of a day in its records.</summary>
/// <param name="Field">Where the day stands, as written.</param>
/// <param name="FirstMonth">Of the fiscal year, from 1; null where each month is a period.</param>
public sealed partial record PeriodRule(string Field, int? FirstMonth)
{
    /// <summary>Its written form, without anchors; understood by .NET and by JSON Schema alike.</summary>
    public const string Pattern = @"month\(.+\)|fiscal-year\(.+\)";

    public const string Remedy = "Write month(field), fiscal-year(field), or fiscal-year(field, 7) for a year that begins in July.";

    private const string Month = "month";
    private const string FiscalYear = "fiscal-year";

    /// <summary>Names from the top, of one place or of two: a field of the whole name comes before a path.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Paths { get; private init; } = [[Field]];

    /// <summary>As people write it, always in the same form.</summary>
    public override string ToString() => FirstMonth switch
    {
        null => $"{Month}({Field})",
        1 => $"{FiscalYear}({Field})",
        _ => FormattableString.Invariant($"{FiscalYear}({Field}, {FirstMonth})"),
    };

    /// <summary>The period of a day, such as <c>2026-01</c>, <c>2026</c> or <c>2026/2027</c>.</summary>
    public string Of(DateOnly day)
    {
        if (FirstMonth is not { } first) return FormattableString.Invariant($"{day.Year:0000}-{day.Month:00}");
        var year = day.Month < first ? day.Year - 1 : day.Year;
        return first == 1 ? FormattableString.Invariant($"{year:0000}") : FormattableString.Invariant($"{year:0000}/{year + 1:0000}");
    }

    /// <summary>Null, with the problem and what to do about it, where the text says no period.</summary>
    public static PeriodRule? Parse(string text, out string problem, out string remedy)
    {
        (problem, remedy) = ("This names no period.", Remedy);
        if (Written().Match(text) is not { Success: true } match) return null;
        var (name, field, first) = (match.Groups["name"].Value, match.Groups["field"].Value, match.Groups["first"]);
        problem = $"There is no period '{name}'.";
        remedy = Suggestion.For(name, [Month, FiscalYear]);
        if (name is not (Month or FiscalYear)) return null;
        (problem, remedy) = ("A month begins by itself: only the field may stand here.", Remedy);
        if (name == Month && first.Success) return null;
        (problem, remedy) = ("No fiscal year begins in this month.", "Write a number from 1 to 12.");
        if (first.Success && (!int.TryParse(first.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 12)) return null;
        (problem, remedy) = ("This is no path to one value of a record.", "Write a field, deeper ones with points, and odd names such as [\"Date (posting)\"].");
        if (PathsOf(field) is not { } paths) return null;
        (problem, remedy) = ("", "");
        return new(field, name == Month ? null : first.Success ? int.Parse(first.Value, CultureInfo.InvariantCulture) : 1) { Paths = paths };
    }

    private static IReadOnlyList<IReadOnlyList<string>>? PathsOf(string field)
    {
        if (RawPath.Parse(field) is not { } path || path.Parts.Any(part => part is int)) return null;
        string[] names = [.. path.Parts.Cast<string>()];
        if (field.Contains('[', StringComparison.Ordinal)) return [names];
        return field.Contains(',', StringComparison.Ordinal) ? null : names.Length == 1 ? [names] : [[field], names];
    }

    // Behind the last comma: the first month.
    [GeneratedRegex("""^(?<name>[A-Za-z-]+)\(\s*(?<field>.+?)\s*(?:,\s*(?<first>[^,"\]\s]+)\s*)?\)\z""")]
    private static partial Regex Written();
}
