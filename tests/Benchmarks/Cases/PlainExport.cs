using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>The same rows through the libraries and nothing else: no sum, no hash, nothing checked.</summary>
internal sealed class PlainExport(bool workbook) : ICase
{
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public Task<Measured> RunAsync(CaseFolder folder) => ExportRows.MeasureAsync(async output =>
    {
        if (workbook) await WorkbookAsync(folder.Rows, output);
        else Csv(folder.Rows, output);
        // What the other side sums on its way; here it costs the least that it can.
        var (debit, credit) = Sums(folder.Rows);
        return $"{folder.Rows} rows, {debit} {credit}";
    });

    private static void Csv(int rows, Stream output)
    {
        using var writer = new StreamWriter(output, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(string.Join(';', ExportRows.Headings) + "\r\n");
        foreach (var row in ExportRows.Of(rows))
        {
            for (var place = 0; place < row.Length; place++)
            {
                if (place > 0) writer.Write(';');
                writer.Write(row[place] switch
                {
                    decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
                    DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    var text => (string?)text,
                });
            }

            writer.Write("\r\n");
        }
    }

    private static async Task WorkbookAsync(int rows, Stream output)
    {
        await using var workbook = await Spreadsheet.CreateNewAsync(output, new SpreadCheetahOptions { CompressionLevel = SpreadCheetahCompressionLevel.Fastest });
        var day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        var money = workbook.AddStyle(new Style { Format = NumberFormat.Custom("#,##0.00") });
        await workbook.StartWorksheetAsync("Journal");
        await workbook.AddHeaderRowAsync([.. ExportRows.Headings], null);
        var cells = new Cell[ExportRows.Headings.Length];
        foreach (var row in ExportRows.Of(rows))
        {
            for (var place = 0; place < cells.Length; place++)
            {
                cells[place] = row[place] switch
                {
                    decimal amount => new Cell(amount, money),
                    DateOnly date => new Cell(date.DayNumber - DayZero.DayNumber, day),
                    var text => new Cell((string?)text, null),
                };
            }

            await workbook.AddRowAsync(cells);
        }

        await workbook.FinishAsync();
    }

    // Two lines of an entry carry the same amount, one on each side.
    private static (decimal Debit, decimal Credit) Sums(int rows)
    {
        decimal debit = 0, credit = 0;
        for (var entry = 0; entry * 2 < rows; entry++)
        {
            var amount = decimal.Parse(string.Create(CultureInfo.InvariantCulture, $"{entry * 7919L % 900_000 / 10}.{entry % 100:00}"), CultureInfo.InvariantCulture);
            debit += amount;
            if ((entry * 2) + 1 < rows) credit += amount;
        }

        return (debit, credit);
    }
}
