namespace BackOffice.Integration.Benchmarks;

/// <summary>A workspace that reads one ledger file to journal lines and nothing else.</summary>
internal static class LedgerWorkspace
{
    public const string Pipeline = "ledger";

    public const string Mapping = """
        from: books/ledger
        to: accounting.journal-line
        key: id
        fields:
          entry: key(journal, number)
          account: account
          debit: money(debit)
          credit: money(credit)
          currency: currency
          postingDate: date(date)
          party: party
          costCentre: cost_centre
          memo: text
          company: company
        rules:
          - when: debit != 0 and credit != 0
            issue: line.both-sides
            message: A line stands on one side only; split it at the source.
        """;

    private const string Connection = """
        connector: file
        settings: {folder: in}
        streams:
          ledger:
            files: "*.csv"
            delimiter: ";"
            key: id
            formats: {decimal: ",", date: [dd.MM.yyyy]}
            totals: [debit, credit]
        """;

    public static void Write(string folder)
    {
        Put("hub.yaml", "name: benchmark\ncompanies:\n  DE01: {name: Muster GmbH, country: DE, currency: EUR}\ntime-zone: Europe/Berlin\n");
        Put("connections/books.yaml", Connection);
        Put("mappings/ledger.yaml", Mapping);
        Put("pipelines/ledger.yaml", "from: {connection: books, stream: ledger}\nmapping: mappings/ledger.yaml\nsync: incremental\n");
        Directory.CreateDirectory(Path.Combine(folder, "in"));

        void Put(string path, string text)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
