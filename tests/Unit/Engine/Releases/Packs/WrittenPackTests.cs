using System.IO.Compression;
using System.Text;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts.Workbooks;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases.Packs;

public sealed class WrittenPackTests
{
    private static readonly Summary Dataset = new(
        "ledger", "Ledger", "", "accounting.journal-line", [SummaryColumn.Key("books", "Books"), SummaryColumn.Key("currency", "Currency"), SummaryColumn.Money("debit", "Debit", field: "debit")]);

    private static readonly object?[][] Rows = [["de", "EUR", 1234.5m], ["de", "USD", 0.0001m], ["fr", "EUR", 123456789012.3456m], ["fr", "EUR", null]];

    [Fact]
    public async Task Sums_of_a_workbook_are_those_that_were_written() => Assert.Equal(
        [("de", "EUR", 1234.5m), ("de", "USD", 0.0001m), ("fr", "EUR", 123456789012.3456m)], Sums(WrittenPack.Workbook(new MemoryStream(await WorkbookAsync(Rows)))["Ledger"]));

    [Fact]
    public async Task A_table_that_goes_on_in_another_sheet_is_one()
    {
        var rows = Enumerable.Repeat<object?[]>(["de", "EUR", 0.5m], 9);
        var table = WrittenPack.Workbook(new MemoryStream(await WorkbookAsync(rows, rowsPerSheet: 4)))["Ledger"];
        Assert.Equal(9, table.Rows.Count);
        Assert.Equal([("de", "EUR", 4.5m)], Sums(table));
    }

    [Fact]
    public async Task One_digit_changed_in_a_workbook_changes_its_sums()
    {
        var changed = Edited(await WorkbookAsync(Rows), "1234.5", "1234.6");
        Assert.Contains(("de", "EUR", 1234.6m), Sums(WrittenPack.Workbook(new MemoryStream(changed))["Ledger"]));
    }

    [Fact]
    public void One_digit_changed_in_a_csv_changes_its_sums()
    {
        using var output = new MemoryStream();
        PackCsv.Layout(Dataset).Write(Rows.Select(row => new PartnerRow(PackCsv.Cells(row))), new("1", DateTimeOffset.UnixEpoch), output);
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(1234.5m, Sums(Csv(text))[0].Sum);
        Assert.Equal(1234.6m, Sums(Csv(text.Replace("1234.50", "1234.60", StringComparison.Ordinal)))[0].Sum);
    }

    [Fact]
    public async Task Another_heading_is_another_table() => Assert.False(
        WrittenPack.Workbook(new MemoryStream(Edited(await WorkbookAsync(Rows), "Debit", "Debet")))["Ledger"].IsOf(Dataset));

    private static WrittenTable Csv(string text) => WrittenPack.Csv(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static List<(string Books, string Currency, decimal Sum)> Sums(WrittenTable table)
    {
        PackSums sums = new();
        table.Add(sums, Dataset, Dataset.Columns[2]);
        return [.. sums.Lines.Select(line => (line.Books, line.Currency, sums.Of(line)!.Value))];
    }

    private static async Task<byte[]> WorkbookAsync(IEnumerable<object?[]> rows, int rowsPerSheet = WorkbookLayout.ExcelRows)
    {
        using var output = new MemoryStream();
        await new WorkbookLayout(rowsPerSheet).WriteAsync([new("Ledger", [new("Books"), new("Currency"), new("Debit", 2, 4)], rows)], output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    private static byte[] Edited(byte[] workbook, string text, string instead)
    {
        using var file = new MemoryStream();
        file.Write(workbook);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)).ToList())
            {
                using var content = entry.Open();
                using var reader = new StreamReader(content);
                var edited = Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace(text, instead, StringComparison.Ordinal));
                content.SetLength(0);
                content.Write(edited);
            }
        }

        return file.ToArray();
    }
}
