using System.Globalization;

namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class DatevRealDataTests
{
    private const string Postings = """
        import csv, io, sys
        from decimal import Decimal
        rows = list(csv.reader(io.StringIO(open(sys.argv[1], encoding="cp1252", newline="").read()), delimiter=";"))
        whole = [row for row in rows[2:] if len(row) == len(rows[1])]
        print(len([row for row in rows[2:] if row]), len(whole), sum(Decimal(row[0].replace(",", ".")) for row in whole), sep="\n")
        print(min(row[9].zfill(4)[2:] + row[9].zfill(4)[:2] for row in whole))
        """;

    [Fact]
    public void A_posting_batch_comes_back_with_the_year_of_its_first_line_and_its_orphan_is_told()
    {
        var file = RealData.File("formats", "datev", "extf-700-v13-2024", "EXTF_Buchungsstapel.csv");
        var expected = RealData.Python(Postings, file).Split('\n');
        var (lines, whole, sum) = (long.Parse(expected[0], CultureInfo.InvariantCulture), long.Parse(expected[1], CultureInfo.InvariantCulture), RealData.Number(expected[2]));
        using var hub = new CommandHub("Datev", file);
        Assert.Equal((lines, whole, lines - whole), hub.Run()["bookings"]);
        Assert.Equal(1, lines - whole);
        Assert.Equal("record.ragged", hub.Ask("quarantine", "list")[0].GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal([$"{2 * whole}"], hub.Read("SELECT count(*) FROM accounting_journal_line"));
        Assert.Equal([((long)(sum * 10_000)).ToString(CultureInfo.InvariantCulture)], hub.Read("SELECT sum(debit) FROM accounting_journal_line UNION SELECT sum(credit) FROM accounting_journal_line"));
        Assert.Equal([$"2024-{expected[3][..2]}-{expected[3][2..]}"], hub.Read("SELECT min(posting_date) FROM accounting_journal_entry"));
        Assert.Empty(hub.Read("SELECT account FROM accounting_journal_line WHERE length(account) < 4"));
    }
}
