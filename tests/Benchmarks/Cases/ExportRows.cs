using System.Diagnostics;
using System.Globalization;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>Journal lines as an export holds them: 12 typed cells, made one at a time.</summary>
internal static class ExportRows
{
    public static readonly string[] Headings = Ledger.Columns;

    /// <summary>The places of the two amounts.</summary>
    public const int Debit = 8, Credit = 9;

    public static IEnumerable<object?[]> Of(int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var fields = Ledger.Fields(row);
            var cells = new object?[fields.Length];
            for (var place = 0; place < cells.Length; place++) cells[place] = fields[place];
            cells[3] = DateOnly.ParseExact(fields[3], "dd.MM.yyyy", CultureInfo.InvariantCulture);
            cells[Debit] = Money(fields[Debit]);
            cells[Credit] = Money(fields[Credit]);
            yield return cells;
        }
    }

    /// <summary>CPU time of writing a file, and what its amounts came to.</summary>
    public static async Task<Measured> MeasureAsync(Func<FileStream, Task<string>> write)
    {
        var file = Path.GetTempFileName();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        string result;
        await using (var output = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16)) result = await write(output);
        var measured = new Measured(Process.GetCurrentProcess().TotalProcessorTime - before, result);
        File.Delete(file);
        return measured;
    }

    private static decimal Money(string text) => decimal.Parse(text.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
