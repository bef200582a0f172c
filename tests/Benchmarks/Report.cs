using System.Globalization;

namespace BackOffice.Integration.Benchmarks;

/// <summary>Measures everything and prints the ratios.</summary>
internal static class Report
{
    private const int Starts = 5;

    public static void Run(string? folder, string demo, int rows, int passes)
    {
        var place = folder ?? Directory.CreateTempSubdirectory("backoffice-benchmarks-").FullName;
        try
        {
            var comparison = new Comparison(place, rows);
            comparison.Prepare();
            for (var start = 0; start < Starts; start++) comparison.Start(demo);
            for (var pass = 0; pass < passes; pass++) comparison.Pass();
            Print(comparison, rows, passes);
        }
        finally
        {
            if (folder is null) Directory.Delete(place, recursive: true);
        }
    }

    private static void Print(Comparison measured, int rows, int passes)
    {
        Line($"{Machine.Describe()}");
        Line($"{rows:#,##0} lines x {Ledger.Columns.Length} columns, CPU seconds (user + system), least of {passes}");
        Line($"");
        Line($"| work | CPU s | floor | CPU s | ratio | aim |");
        Line($"|---|---|---|---|---|---|");
        Row("load", "load by hand", "1.3");
        Row("load by hand", "parse", "");
        Row("load", "parse", "");
        Row("re-sync", "load", "0.4");
        Row("mapping", "mapping by hand", "2");
        Row("csv", "csv, nothing else", "1.3");
        Row("xlsx", "xlsx, nothing else", "1.3");
        Line($"| `backoffice validate`, elapsed s, median of {Starts} | {measured.Median("validate"):0.00} | least | {measured.Least("validate"):0.00} | | < 1 s |");

        void Row(string work, string floor, string aim) =>
            Line($"| {work} | {measured.Least(work):0.00} | {floor} | {measured.Least(floor):0.00} | {measured.Least(work) / measured.Least(floor):0.00} | {aim} |");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
