namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Finds the columns of the old file that stand for those of a release.</summary>
internal static class OldTable
{
    private const int Named = 5;
    private const int MostAbove = 20;

    /// <param name="now">Columns of the release.</param>
    public static (ComparedTable Table, IReadOnlyList<string> Notes) Read(OldFile file, IReadOnlyList<ComparedColumn> now, ComparisonWish wish)
    {
        var (header, rows) = Find(file, now, wish);
        if (rows.Count == 0) throw new RefusedException("compare.empty", $"{file.Name} holds no rows; name the file that today's interface made.");
        List<string> notes = [];
        var columns = header is null ? Unnamed(file, rows[0], now, wish, notes) : [.. header.Cells.Select(name => new ComparedColumn(name))];
        if (columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedException("compare.column-twice", $"{file.Name} has two columns '{twice.Key}'; rename one of them in a copy of it.");
        var table = rows.ToLookup(row => row.Cells.Count == columns.Count);
        if (table[false].Any()) notes.Add($"{file.Name}: {Lines(table[false])} passed over, having other fields than the {columns.Count} columns; a trailer is such a line.");
        return (new(columns, [.. table[true]]), notes);
    }

    /// <summary>What a column of the release is called in the old file.</summary>
    public static string NameOf(ComparedColumn column, ComparisonWish wish) =>
        wish.Map.FirstOrDefault(pair => column.IsCalled(pair.Key)).Value ?? column.Name;

    // Headings that name the keys tell the sign between fields better than any guess.
    private static (ComparedRow? Header, List<ComparedRow> Rows) Find(OldFile file, IReadOnlyList<ComparedColumn> now, ComparisonWish wish)
    {
        List<ComparedRow>? likeliest = null;
        foreach (var delimiter in file.Delimiters)
        {
            file.Content.Position = 0;
            var rows = ComparedTable.Read(file.Content, delimiter, file.Encoding);
            if (rows.Take(MostAbove).FirstOrDefault(row => IsHeader(row, now, wish)) is { } header) return (header, [.. rows.SkipWhile(row => row != header).Skip(1)]);
            likeliest ??= [.. rows.Where(row => row.Line > file.Skip)];
        }

        return (null, likeliest ?? []);
    }

    private static List<ComparedColumn> Unnamed(OldFile file, ComparedRow first, IReadOnlyList<ComparedColumn> now, ComparisonWish wish, List<string> notes)
    {
        if (first.Cells.Count != now.Count || wish.Map.Count > 0 || now.Any(column => Has(first, column, wish))) throw Unknown(file, first, now, wish);
        notes.Add($"{file.Name} begins with a row, not with headings, so its columns were taken in the order of the release's.");
        return [.. now.Select(column => new ComparedColumn(column.Name))];
    }

    private static bool IsHeader(ComparedRow first, IReadOnlyList<ComparedColumn> now, ComparisonWish wish) =>
        wish.Keys.All(key => now.FirstOrDefault(column => column.IsCalled(key)) is { } column && Has(first, column, wish));

    private static bool Has(ComparedRow first, ComparedColumn column, ComparisonWish wish) =>
        first.Cells.Any(cell => new ComparedColumn(cell).IsCalled(NameOf(column, wish)));

    // A first line that shares no name with the release may be a record: nothing of it may be shown.
    private static RefusedException Unknown(OldFile file, ComparedRow first, IReadOnlyList<ComparedColumn> now, ComparisonWish wish)
    {
        var missing = wish.Keys.Where(key => now.FirstOrDefault(column => column.IsCalled(key)) is { } column && !Has(first, column, wish));
        var names = now.Any(column => Has(first, column, wish)) ? $" It has: {string.Join(", ", first.Cells)}." : $" Its first line has {first.Cells.Count} fields.";
        return new("compare.key-missing", $"{file.Name} has no column {string.Join(", ", missing.Select(key => $"'{key}'"))}.{names} Say what it is called there with --map NEW=OLD, or how the fields are separated with --delimiter.");
    }

    private static string Lines(IEnumerable<ComparedRow> rows)
    {
        var lines = rows.Select(row => row.Line).ToList();
        return $"line{(lines.Count == 1 ? "" : "s")} {string.Join(", ", lines.Take(Named))}{(lines.Count > Named ? $" and {lines.Count - Named} more" : "")} {(lines.Count == 1 ? "was" : "were")}";
    }
}
