using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Compares two tables cell by cell, rows found by their keys.</summary>
/// <param name="keys">Places of the key columns in the release and in the old file.</param>
/// <param name="columns">Places of the columns that both have.</param>
internal sealed class FileComparison(
    ComparedTable old, ComparedTable now, IReadOnlyList<(int Now, int Old)> keys, IReadOnlyList<(int Now, int Old)> columns, (Formats Old, Formats New) numbers, string? oldDate)
{
    private const char Between = '\u001f';
    private const int Named = 5;

    /// <summary>How many rows both have.</summary>
    public int Rows { get; private set; }

    /// <param name="isLate">Whether the hub received the row after the release was drafted.</param>
    public IReadOnlyList<ComparedCell> Differences(Func<string, bool> isLate)
    {
        var (both, missing, extra) = Pair();
        Rows = both.Count;
        return
        [
            .. missing.Select(row => new ComparedCell(isLate(PlainKey(row, Old)) ? DifferenceCause.Late : DifferenceCause.Missing, null, Key(row, Old), null, row.Line, null, null, default)),
            .. extra.Select(row => new ComparedCell(DifferenceCause.Extra, null, Key(row, Now), row.Line, null, null, null, default)),
            .. columns.SelectMany(column => Cells(column, both)),
        ];
    }

    /// <summary>The key of a release's row without what programs change on their way.</summary>
    public string PlainKeyOf(ComparedRow row) => PlainKey(row, Now);

    private IEnumerable<ComparedCell> Cells((int Now, int Old) place, List<(ComparedRow Old, ComparedRow Now)> both)
    {
        var column = now.Columns[place.Now];
        List<(string Old, string New)> values = [.. both.Select(pair => (pair.Old.Cells[place.Old], pair.Now.Cells[place.Now]))];
        var judge = new ColumnPair(column, values, numbers, oldDate);
        foreach (var ((before, after), rows) in values.Zip(both))
        {
            if (judge.Judge(before, after) is { } cause)
                yield return new(cause, column.Name, Key(rows.Now, Now), rows.Now.Line, rows.Old.Line, before, after, column.Class);
        }
    }

    // First by the very key; what is left by a key without zeros in front and the like, where that is clear.
    private (List<(ComparedRow Old, ComparedRow Now)> Both, List<ComparedRow> Missing, List<ComparedRow> Extra) Pair()
    {
        var byKey = Unique(old, Old, "the old file", "lines");
        List<(ComparedRow Old, ComparedRow Now)> both = [];
        List<ComparedRow> extra = [];
        foreach (var (key, row) in Unique(now, Now, "the release", "rows"))
        {
            if (byKey.Remove(key, out var same)) both.Add((same, row));
            else extra.Add(row);
        }

        var plainOld = byKey.Values.ToLookup(row => PlainKey(row, Old));
        var plainNow = extra.ToLookup(row => PlainKey(row, Now));
        foreach (var key in plainNow.Select(group => group.Key).Where(key => plainNow[key].Count() == 1 && plainOld[key].Count() == 1)) both.Add((plainOld[key].Single(), plainNow[key].Single()));
        var found = both.SelectMany(pair => new[] { pair.Old, pair.Now }).ToHashSet<ComparedRow>(ReferenceEqualityComparer.Instance);
        return ([.. both.OrderBy(pair => pair.Now.Line)], [.. old.Rows.Where(row => !found.Contains(row))], [.. extra.Where(row => !found.Contains(row))]);
    }

    private Dictionary<string, ComparedRow> Unique(ComparedTable table, Func<(int Now, int Old), int> side, string file, string lines)
    {
        var groups = table.Rows.GroupBy(row => string.Join(Between, keys.Select(key => row.Cells[side(key)].Trim()))).ToList();
        List<string> twice = [.. groups.Where(group => group.Count() > 1).Select(group => string.Join(" and ", group.Select(row => row.Line).Take(Named)))];
        return twice.Count == 0 ? groups.ToDictionary(group => group.Key, group => group.First())
            : throw new RefusedException("compare.key-twice", $"In {file} several rows have the same key: {lines} {string.Join("; ", twice.Take(Named))}{(twice.Count > Named ? $"; and {twice.Count - Named} more keys" : "")}. Name further columns with --key, or mend the file.");
    }

    private string PlainKey(ComparedRow row, Func<(int Now, int Old), int> side) => string.Join(Between, keys.Select(key => PlainText.Of(row.Cells[side(key)])));

    private RowKey Key(ComparedRow row, Func<(int Now, int Old), int> side) =>
        new([.. keys.Select(key => new ShownCell(now.Columns[key.Now].Name, row.Cells[side(key)], now.Columns[key.Now].Class))]);

    private static int Old((int Now, int Old) place) => place.Old;

    private static int Now((int Now, int Old) place) => place.Now;
}
