using System.Globalization;
using System.Text;
using BackOffice.Integration.Engine.Datasets.Summaries;
using CsvHelper;
using ExcelDataReader;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>Rendered files of a pack, opened again by readers that are not those that wrote them.</summary>
internal static class WrittenPack
{
    static WrittenPack() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The tables of a workbook by the title of their dataset; a table that goes on in further sheets is one.</summary>
    public static IReadOnlyDictionary<string, WrittenTable> Workbook(Stream file)
    {
        using var reader = ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        Dictionary<string, WrittenTable> tables = [];
        do
        {
            var title = Title(reader.Name);
            string[]? headings = null;
            while (reader.Read())
            {
                object?[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)];
                if (headings is not null) tables[title].Rows.Add(cells);
                else tables.TryAdd(title, new(headings = [.. cells.Select(cell => cell?.ToString() ?? "")], []));
            }
        }
        while (reader.NextResult());
        return tables;
    }

    public static WrittenTable Csv(Stream file)
    {
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', HasHeader = true, Encoding = Encoding.UTF8, IncludeValuesInExceptions = false });
        reader.ReadHeader();
        WrittenTable table = new([.. reader.Headers!], []);
        while (reader.Read()) table.Rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return table;
    }

    private static string Title(string sheet) => sheet.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var at && sheet.EndsWith(')') ? sheet[..at] : sheet;
}

/// <summary>A table as another reader sees it.</summary>
internal sealed record WrittenTable(IReadOnlyList<string> Headings, List<object?[]> Rows)
{
    /// <summary>Whether its headings are those of the dataset.</summary>
    public bool IsOf(Summary dataset) => Headings.SequenceEqual(dataset.Columns.Select(column => column.Title));

    /// <summary>Sums of a column by books and currency.</summary>
    public void Add(PackSums sums, Summary dataset, SummaryColumn column)
    {
        var of = PackSums.Of(dataset, column);
        var amount = dataset.Place(column.Name);
        foreach (var row in Rows)
            if (Number(row[amount]) is { } value) sums.Add(dataset, column, Text(row, of.Books), Text(row, of.Currency), value);

        string? Text(object?[] row, string? name) => name is null ? null : row[dataset.Place(name)]?.ToString();
    }

    // A spreadsheet holds doubles of fifteen digits; what has more was written as text.
    private static decimal? Number(object? cell) => cell switch
    {
        null or "" => null,
        string text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        _ => Convert.ToDecimal(cell, CultureInfo.InvariantCulture),
    };
}
