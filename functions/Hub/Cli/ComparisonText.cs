using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Releases.Comparing;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>A comparison as people read it: what differs by its cause, some rows of each, a verdict.</summary>
internal static class ComparisonText
{
    private const int Examples = 3;

    public static void Show(Screen screen, ReleaseComparison compared, bool reveal)
    {
        List<Group> groups = [.. compared.Differences.GroupBy(cell => (cell.Cause, cell.Column)).Select(cells => new Group(cells.Key.Cause, cells.Key.Column, [.. cells])).OrderBy(group => group.Cause).ThenByDescending(group => group.Cells.Count)];
        screen.JsonOnly(Json(compared, groups, reveal));
        if (screen.Json) return;
        screen.Title($"{compared.Release} against {compared.OldFile}");
        if (groups.Count > 0)
        {
            screen.Table(
                groups,
                ("cause", group => Word(group.Cause)),
                ("column", group => group.Column ?? "(whole row)"),
                ("how many", group => (long)group.Cells.Count),
                ("such as", group => string.Join("; ", group.Cells.Take(Examples).Select(cell => $"{Key(cell.Row, reveal)} ({Place(cell)})"))),
                ("old, new", group => group.Column is null ? "" : $"{Masked(group.Cells[0].Old, group.Cells[0], reveal)}, {Masked(group.Cells[0].New, group.Cells[0], reveal)}"));
        }

        if (compared.OnlyInRelease.Count > 0) screen.Say($"Only in the release: {string.Join(", ", compared.OnlyInRelease)}. --map NEW=OLD compares a column that is called otherwise.");
        if (compared.OnlyInOldFile.Count > 0) screen.Say($"Only in the old file: {string.Join(", ", compared.OnlyInOldFile)}.");
        foreach (var note in compared.Notes) screen.Say(note);
        if (groups.Count > 0 && !reveal) screen.Say(Reveal.Hint);
        screen.Say(Verdict(compared));
    }

    /// <summary>What it comes to, in a sentence.</summary>
    public static string Verdict(ReleaseComparison compared)
    {
        var both = FormattableString.Invariant($"{compared.Rows:#,##0} rows in both, {compared.Columns.Count} columns each");
        if (compared.Differences.Count == 0) return $"Nothing differs: {both}.";
        var causes = compared.Differences.CountBy(cell => cell.Cause).OrderBy(cause => cause.Key).Select(cause => FormattableString.Invariant($"{cause.Value:#,##0} {Word(cause.Key)}"));
        var open = compared.Differences.Count(cell => cell.Cause == DifferenceCause.Other);
        return $"{both}; {string.Join(", ", causes)}. {(open == 0 ? "Every difference has a cause." : FormattableString.Invariant($"{open:#,##0} have no known cause: look at these first."))}";
    }

    private static object Json(ReleaseComparison compared, IReadOnlyList<Group> groups, bool reveal) => new
    {
        compared.Release,
        compared.OldFile,
        Verdict = Verdict(compared),
        compared.Rows,
        compared.Columns,
        compared.OnlyInRelease,
        compared.OnlyInOldFile,
        compared.Notes,
        Causes = groups.Select(group => new { Cause = Word(group.Cause), group.Column, Count = group.Cells.Count }),
        Differences = compared.Differences.Select(cell => new
        {
            Cause = Word(cell.Cause),
            cell.Column,
            Key = cell.Row.Cells.ToDictionary(key => key.Column, key => Reveal.Masked(key.Text, key.Class, reveal)),
            Row = cell.Line,
            Line = cell.OldLine,
            Old = Masked(cell.Old, cell, reveal),
            New = Masked(cell.New, cell, reveal),
        }),
    };

    private static string Word(DifferenceCause cause) => cause.ToString().ToLowerInvariant();

    private static string Key(RowKey key, bool reveal) => string.Join(' ', key.Cells.Select(cell => Reveal.Masked(cell.Text, cell.Class, reveal)));

    private static string Place(ComparedCell cell) =>
        string.Join(", ", new[] { cell.Line is { } row ? $"row {row}" : null, cell.OldLine is { } line ? $"line {line}" : null }.OfType<string>());

    private static string? Masked(string? text, ComparedCell cell, bool reveal) => Reveal.Masked(text, cell.Class, reveal);

    private sealed record Group(DifferenceCause Cause, string? Column, IReadOnlyList<ComparedCell> Cells);
}
