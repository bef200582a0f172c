using System.Globalization;
using System.Text;

namespace BackOffice.Integration.Benchmarks;

/// <summary>A general ledger of any length: 12 columns, entries of two lines that balance.</summary>
internal static class Ledger
{
    public static readonly string[] Columns =
        ["id", "journal", "number", "date", "account", "party", "cost_centre", "text", "debit", "credit", "currency", "company"];

    private static readonly string[] Journals = ["GL", "AR", "AP", "BK"];

    /// <param name="changedEvery">Every how many lines the text differs from that of an unchanged file; 0 for never.</param>
    public static void Write(string file, int rows, int changedEvery)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 16);
        writer.Write(string.Join(';', Columns) + "\r\n");
        for (var row = 0; row < rows; row++)
            writer.Write(string.Join(';', Fields(row, changed: changedEvery > 0 && row % changedEvery == 0)) + "\r\n");
    }

    /// <summary>The fields of one line, as text of the file.</summary>
    public static string[] Fields(int row, bool changed = false)
    {
        var entry = row / 2;
        var amount = string.Create(CultureInfo.InvariantCulture, $"{entry * 7919L % 900_000 / 10},{entry % 100:00}");
        var day = new DateOnly(2026, 1, 1).AddDays(entry % 365);
        var debit = row % 2 == 0;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"JL{row:00000000}"),
            Journals[entry % Journals.Length],
            string.Create(CultureInfo.InvariantCulture, $"{entry:0000000}"),
            day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{(debit ? 4000 : 1200) + (entry % 300):000000}"),
            string.Create(CultureInfo.InvariantCulture, $"D{entry % 5000:00000}"),
            string.Create(CultureInfo.InvariantCulture, $"CC{entry % 40:000}"),
            string.Create(CultureInfo.InvariantCulture, $"Rechnung {entry} Büromaterial und Zubehör{(changed ? ", berichtigt" : "")}"),
            debit ? amount : "0,00",
            debit ? "0,00" : amount,
            "EUR",
            "DE01",
        ];
    }
}
