using BackOffice.Integration.Engine.Releases.Comparing;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Integration.Packs;

public sealed class ForeignComparisonTests
{
    private const string Program = """
        import csv, sys
        def read(path):
            rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
            return rows[0], {(row[0], row[1]): row for row in rows[1:]}
        (names, old), (_, new) = (read(path) for path in sys.argv[1:3])
        found = ["/".join(key) + " " + names[at] for key in old.keys() & new.keys() for at in range(4) if old[key][at] != new[key][at]]
        found += ["/".join(key) + " old" for key in old.keys() - new.keys()] + ["/".join(key) + " new" for key in new.keys() - old.keys()]
        print("\n".join(sorted(found)))
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Another_program_finds_the_very_same_cells_to_differ(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("comparison ");
        string[] files = [Path.Combine(folder.FullName, "old.csv"), Path.Combine(folder.FullName, "new.csv")];
        foreach (var file in files) File.WriteAllText(file, Csv(random, 300));
        var tables = files.Select(Read).ToArray();
        var places = Enumerable.Range(0, 4).Select(place => (place, place)).ToList();
        var differences = new FileComparison(tables[0], tables[1], places[..2], places, (Formats.Default, Formats.Default), oldDate: null).Differences(_ => false);
        Assert.Equal(RealData.RealData.Python(Program, files).Split('\n', StringSplitOptions.TrimEntries), differences.Select(Text).Order(StringComparer.Ordinal));
        Assert.InRange(differences.Count, 300, 1_200);
        folder.Delete(recursive: true);
    }

    private static string Text(ComparedCell cell) =>
        $"{string.Join('/', cell.Row.Cells.Select(key => key.Text))} {cell.Column ?? (cell.OldLine is null ? "new" : "old")}";

    private static ComparedTable Read(string file)
    {
        using var text = File.OpenRead(file);
        var rows = ComparedTable.Read(text, ',', "utf-8");
        return new([.. rows[0].Cells.Select(name => new ComparedColumn(name))], [.. rows.Skip(1)]);
    }

    // Keys are taken from more than there are rows, so that each file has rows of its own; quotes, line ends and separators stand in the texts.
    private static string Csv(Random random, int rows)
    {
        string[] texts = ["a", "A", "b \"c\"", "d,e", "f\ng", "", " a", "1,5", "1.50", "2026-01-01"];
        var keys = Enumerable.Range(0, rows * 2).OrderBy(_ => random.Next()).Take(rows).Select(key => $"x{key}");
        return "id,part,t,u\n" + string.Concat(keys.Select(key => $"{key},k{key.Length},{Quoted(texts[random.Next(texts.Length)])},{Quoted(texts[random.Next(texts.Length)])}\n"));
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
