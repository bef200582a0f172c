using System.Globalization;
using System.Text;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The smallest workspace: one ledger file of any length through one mapping.</summary>
internal static class LedgerWorkspace
{
    /// <param name="lines">Balanced in pairs.</param>
    public static void Write(string folder, int lines)
    {
        foreach (var (name, text) in Files) Put(folder, name, text);
        var ledger = new StringBuilder("id;entry;account;debit;credit;day\n");
        for (var line = 1; line <= lines; line++)
        {
            var (amount, entry) = (line % 997 * 1.01m, (line + 1) / 2);
            ledger.Append(CultureInfo.InvariantCulture, $"{line};E{entry};{4000 + line % 50};{(line % 2 == 1 ? amount : 0)};{(line % 2 == 1 ? 0 : amount)};2026-01-{1 + line % 28:00}\n");
        }

        Put(folder, "in/ledger.csv", ledger.ToString());
    }

    private static readonly (string Name, string Text)[] Files =
    [
        ("hub.yaml", "name: test\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n"),
        ("connections/books.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  lines:\n    files: \"ledger*.csv\"\n    delimiter: \";\"\n    key: id\n    totals: [debit, credit]\n"),
        ("pipelines/ledger.yaml", "from: {connection: books, stream: lines}\nmapping: mappings/ledger.yaml\nsync: incremental\nschedule: \"0 6 * * *\"\n"),
        ("mappings/ledger.yaml", "to: accounting.journal-line\nkey: id\nfields:\n  entry: entry\n  account: account\n  debit: money(debit)\n  credit: money(credit)\n  currency: \"'EUR'\"\n  postingDate: date(day)\n"),
    ];

    private static void Put(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
