using BackOffice.Integration.Engine.Workspaces.Guessing;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>A column of a release beside the one that stands for it in the old file, and how both write values.</summary>
/// <param name="values">The two texts of each row that both have.</param>
/// <param name="numbers">How each file writes numbers.</param>
/// <param name="oldDate">The old file's pattern of days; null lets the days tell.</param>
internal sealed class ColumnPair(ComparedColumn column, IReadOnlyList<(string Old, string New)> values, (Formats Old, Formats New) numbers, string? oldDate)
{
    private const decimal HalfCent = 0.005m;

    private readonly (IReadOnlyList<string> Old, IReadOnlyList<string> New) dates = Dates(column, values, oldDate);
    private readonly (int Old, int New) digits = (Digits(values.Select(pair => pair.Old), numbers.Old), Digits(values.Select(pair => pair.New), numbers.New));
    private CodeList? codes;

    /// <summary>Null where both say the same in the same letters.</summary>
    public DifferenceCause? Judge(string old, string now)
    {
        if (old == now) return null;
        if (PlainText.Same(old, now) || SameNumber(old, now) || SameDay(old, now)) return DifferenceCause.Format;
        if (IsRounded(old, now)) return DifferenceCause.Rounding;
        return MayBeCode && (codes ??= new(values)).Stand(old, now) ? DifferenceCause.Code : DifferenceCause.Other;
    }

    // Amounts and days that change alike are still amounts and days.
    private bool MayBeCode => !column.IsMoney && column.DatePattern is null && digits is (0, 0) && !(dates.Old.Count > 0 && dates.New.Count > 0);

    private bool SameNumber(string old, string now) => Numbers(old, now, out var before, out var after) && before == after;

    private bool IsRounded(string old, string now)
    {
        if (!Numbers(old, now, out var before, out var after)) return false;
        var unit = Unit(Math.Min(digits.Old, digits.New));
        var apart = Math.Abs(before - after);
        return apart < unit || (column.IsMoney && apart <= HalfCent);
    }

    private bool Numbers(string old, string now, out decimal before, out decimal after)
    {
        after = 0;
        return Number(old, numbers.Old, out before) && Number(now, numbers.New, out after);
    }

    private bool SameDay(string old, string now) => dates.Old.Any(pattern => DateText.TryParse(old.Trim(), pattern, out var before)
        && dates.New.Any(other => DateText.TryParse(now.Trim(), other, out var after) && before == after));

    private static bool Number(string text, Formats formats, out decimal number) => text.Trim() switch
    {
        // Older programs write the sign behind.
        [_, .., '-'] behind => NumberText.TryParse("-" + behind[..^1], formats, out number),
        var plain => NumberText.TryParse(plain, formats, out number),
    };

    /// <summary>The most digits behind the decimal sign that the column shows.</summary>
    private static int Digits(IEnumerable<string> texts, Formats formats) =>
        texts.Where(text => Number(text, formats, out _)).Select(text => Behind(text, formats.Decimal)).DefaultIfEmpty(0).Max();

    private static int Behind(string text, char sign) => text.LastIndexOf(sign) is var at and >= 0 ? text[(at + 1)..].Count(char.IsAsciiDigit) : 0;

    private static decimal Unit(int digits) => new(1, 0, 0, isNegative: false, (byte)Math.Min(digits, 28));

    // Where day and month could be either, the order that lets more days agree is the one meant.
    private static (IReadOnlyList<string> Old, IReadOnlyList<string> New) Dates(ComparedColumn column, IReadOnlyList<(string Old, string New)> values, string? oldDate)
    {
        var now = column.DatePattern is { } known ? [known] : Fitting(values.Select(pair => pair.New));
        if (now.Count == 0) return ([], []);
        IReadOnlyList<string> before = oldDate is null ? Fitting(values.Select(pair => pair.Old)) : [oldDate];
        return before.Count < 2 ? (before, now) : ([before.MaxBy(pattern => values.Count(pair => DateText.TryParse(pair.Old.Trim(), pattern, out var day) && DateText.TryParse(pair.New.Trim(), now[0], out var other) && day == other))!], now);
    }

    private static IReadOnlyList<string> Fitting(IEnumerable<string> texts)
    {
        var filled = texts.Select(text => text.Trim()).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);
        return filled.Count == 0 ? [] : [.. KnownPatterns.Dates.Where(pattern => filled.All(text => KnownPatterns.Reads(pattern, isInstant: false, text)))];
    }
}
