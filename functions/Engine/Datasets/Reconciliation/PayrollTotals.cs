using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>Headcount, pay results and the salary journal of each company side by side.</summary>
internal static class PayrollTotals
{
    public static Summary Summary()
    {
        var gathered = new Summary(
            "reconcile-payroll",
            "Reconciliation: payroll",
            "Per company: everybody employed in the period is paid, everybody paid is employed, and gross pay is what the journal posted in the period on the accounts that are named for payroll (debit less credit). reconcile-payroll-people names the persons; `dataset records trial-balance --where account=NUMBER` the postings. " + LedgerAccounts.HowTo(LedgerAccounts.Payroll),
            "hr.employment",
            [
                Key("company", "Company"),
                Key("currency", "Currency"),
                Count("employed", "Employed"),
                Count("paid", "Paid"),
                Count("unpaid", "Unpaid"),
                Count("unemployed", "Not employed"),
                Money("gross", "Gross pay"),
                Money("journal", "Salary journal"),
                Money("difference", "Difference").Computed(),
                Shown("note", "What to do"),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            From = ["reconcile-payroll-people", "trial-balance"],
            Pictured = "gross",
        };
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, Parts(sources))) };
    }

    private static void Compare(object?[] cells)
    {
        const int unpaid = 4, unemployed = 5, gross = 6, journal = 7, difference = 8, note = 9, verdict = 10;
        cells[difference] = Verdict.Difference(cells[gross], cells[journal]);
        cells[verdict] = cells[note] is not null ? Verdict.NoAccount
            : cells[difference] is not decimal apart ? Verdict.OneSide
            : Verdict.Of(apart == 0 && cells[unpaid] is 0L && cells[unemployed] is 0L);
    }

    private static List<SummaryRow> Parts(SummarySources sources)
    {
        List<SummaryRow> parts = [.. sources.Rows(SummaryCatalog.Named("reconcile-payroll-people")!).Select(Person)];
        var ledger = LedgerSide.Of(sources, LedgerAccounts.Payroll);
        parts.AddRange(ledger.Balances.Where(one => one.HasMoved).Select(one => new SummaryRow([one.Company, one.Currency, 0L, 0L, 0L, 0L, null, one.Moved, null], one.Basis)));
        return [.. WithCurrency(parts).Select(part => ledger.Noted(part, place: 8))];
    }

    private static SummaryRow Person(SummaryRow person)
    {
        const int company = 0, currency = 4, employed = 5, paid = 6, gross = 7;
        var cells = person.Cells;
        var (isEmployed, isPaid) = (cells[employed] is 1L, cells[paid] is 1L);
        return new([cells[company], cells[currency], isEmployed ? 1L : 0L, isPaid ? 1L : 0L, isEmployed && !isPaid ? 1L : 0L, isPaid && !isEmployed ? 1L : 0L, cells[gross], null, null], person.Basis);
    }

    // Whoever is not paid has no currency; where the company knows one only, they belong to it.
    private static IEnumerable<SummaryRow> WithCurrency(List<SummaryRow> parts)
    {
        var only = parts.Where(part => part.Cells[1] is not null).GroupBy(part => part.Cells[0]!).Where(company => company.Select(part => part.Cells[1]).Distinct().Count() == 1)
            .ToDictionary(company => company.Key, company => company.First().Cells[1]);
        return parts.Select(part => part.Cells[1] is null ? part with { Cells = [part.Cells[0], only.GetValueOrDefault(part.Cells[0]!), .. part.Cells[2..]] } : part);
    }
}
