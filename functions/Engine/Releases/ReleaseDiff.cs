using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>How a release differs from the one before, row by row.</summary>
/// <param name="Against">The release compared with; null where none is out.</param>
public sealed record ReleaseDiff(string? Against, IReadOnlyList<RowKey> Added, IReadOnlyList<ChangedRow> Changed, IReadOnlyList<RowKey> Removed)
{
    internal static ReleaseDiff Between(IReleasePlan plan, string? against, IEnumerable<FrozenRow> before, IEnumerable<FrozenRow> after)
    {
        var old = ByKey(plan, before);
        var now = ByKey(plan, after);
        return new(
            against,
            [.. now.Where(row => !old.ContainsKey(row.Key)).Select(row => Key(plan, row.Value))],
            [.. now.Where(row => old.ContainsKey(row.Key)).Select(row => new ChangedRow(Key(plan, row.Value), Cells(plan, old[row.Key], row.Value))).Where(row => row.Cells.Count > 0)],
            [.. old.Where(row => !now.ContainsKey(row.Key)).Select(row => Key(plan, row.Value))]);
    }

    // Rows that share a key are told apart by their place among each other.
    private static Dictionary<(string Key, int Place), FrozenRow> ByKey(IReleasePlan plan, IEnumerable<FrozenRow> rows)
    {
        var places = new Dictionary<string, int>();
        var found = new Dictionary<(string, int), FrozenRow>();
        foreach (var row in rows)
        {
            var key = string.Join('\u001f', plan.ShapeOf(row).Keys.Select(column => row.Cells.GetValueOrDefault(column) ?? "").Prepend(row.Dataset ?? ""));
            found.Add((key, places[key] = places.GetValueOrDefault(key) + 1), row);
        }

        return found;
    }

    private static RowKey Key(IReleasePlan plan, FrozenRow row)
    {
        var shape = plan.ShapeOf(row);
        return new([.. shape.Keys.Select(column => new ShownCell(column, row.Cells.GetValueOrDefault(column), shape.ClassOf(column)))]);
    }

    private static List<ChangedCell> Cells(IReleasePlan plan, FrozenRow before, FrozenRow after)
    {
        var shape = plan.ShapeOf(after);
        return [.. shape.Columns
            .Where(column => before.Cells.GetValueOrDefault(column) != after.Cells.GetValueOrDefault(column))
            .Select(column => new ChangedCell(column, before.Cells.GetValueOrDefault(column), after.Cells.GetValueOrDefault(column), shape.ClassOf(column)))];
    }
}

/// <summary>What tells a row from any other.</summary>
public sealed record RowKey(IReadOnlyList<ShownCell> Cells);

/// <summary>A cell and who may see it.</summary>
public sealed record ShownCell(string Column, string? Text, FieldClass Class);

/// <summary>A row that both releases hold, with other cells.</summary>
public sealed record ChangedRow(RowKey Key, IReadOnlyList<ChangedCell> Cells);

/// <summary>A cell that changed and who may see it.</summary>
public sealed record ChangedCell(string Column, string? Old, string? New, FieldClass Class);
