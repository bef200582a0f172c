using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings.Canonical;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>Who is employed and who is paid, person by person.</summary>
internal static class PayrollPeople
{
    private static readonly SummaryColumn[] TermsColumns = [Key("company", ""), Shown("employee_no", ""), Count("employed", "")];
    private static readonly SummaryColumn[] SlipColumns = [Key("employment", ""), Key("component", ""), Money("amount", ""), Key("currency", "")];

    public static Summary Summary()
    {
        var gathered = new Summary(
            "reconcile-payroll-people",
            "Reconciliation: people and pay",
            "Everybody who is employed on any day of the period against the pay results whose own period ends in it: it ties where both are there. Gross is what the results tell of gross pay; a result without gross pay is none.",
            "hr.employment",
            [
                Key("company", "Company"),
                Key("source", "Source"),
                Key("employment", "Employment"),
                Shown("employee_no", "Employee", FieldClass.Personal),
                Key("currency", "Currency"),
                Count("employed", "Employed"),
                Count("paid", "Paid"),
                Money("gross", "Gross pay") with { Class = FieldClass.Sensitive },
                Shown("missing", "What is missing").Computed(),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            Beside = ["hr.payroll-result"],
        };
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, Parts(sources))) };
    }

    private static void Compare(object?[] cells)
    {
        const int employed = 5, paid = 6, missing = 8, verdict = 9;
        cells[missing] = cells[employed] is 0L ? "employment" : cells[paid] is 0L ? "pay result" : null;
        cells[verdict] = cells[missing] is null ? Verdict.Ties : Verdict.OneSide;
    }

    private static IEnumerable<SummaryRow> Parts(SummarySources sources)
    {
        var digests = new RecordDigest();
        var terms = sources.Records("reconcile-payroll-terms", TermsColumns).ToDictionary(record => (record.Connection, record.Key));
        var slips = sources.Records("payroll-cost-slips", SlipColumns).Where(slip => slip.Cells[1] is "gross")
            .GroupBy(slip => (slip.Connection, Employment: (string)slip.Cells[0]!, Currency: (string)slip.Cells[3]!)).ToList();
        var paid = slips.Select(slip => (slip.Key.Connection, slip.Key.Employment)).ToHashSet();
        foreach (var slip in slips)
        {
            var employment = (slip.Key.Connection, slip.Key.Employment);
            var known = terms.TryGetValue(employment, out var found);
            var basis = slip.Aggregate(known ? Basis.Of(found, digests) : default, (sum, one) => sum + Basis.Of(one, digests));
            yield return new([.. Cells(employment, known ? found.Cells : [null, null, 0L], slip.Key.Currency), 1L, slip.Sum(one => (decimal)one.Cells[2]!)], basis);
        }

        foreach (var (employment, record) in terms.Where(one => one.Value.Cells[2] is 1L && !paid.Contains(one.Key)))
            yield return new([.. Cells(employment, record.Cells, null), 0L, null], Basis.Of(record, digests));
    }

    private static object?[] Cells((string Connection, string Key) employment, object?[] terms, string? currency) =>
        [terms[0] ?? employment.Connection, employment.Connection, employment.Key, terms[1], currency, terms[2]];
}
