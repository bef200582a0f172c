using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings.Canonical;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>What invoices leave open against the control accounts, party by party.</summary>
internal sealed class OpenInvoices
{
    private const int NumbersNamed = 5;

    private static readonly SummaryColumn[] InvoiceColumns =
        [Key("company", ""), Key("kind", ""), Key("party", ""), Shown("party_name", ""), Key("currency", ""), Key("number", ""), Money("open_amount", "")];

    private static readonly SummaryColumn[] PostingColumns =
        [Key("company", ""), Key("account", ""), Key("party", ""), Shown("party_name", ""), Key("currency", ""), Money("debit", ""), Money("credit", "")];

    private readonly RecordDigest digests = new();
    private readonly SummarySources sources;
    private readonly LedgerAccounts accounts;

    private OpenInvoices(SummarySources sources) => (this.sources, accounts) = (sources, new(sources.Scope.Crosswalks, sources.Scope.Period.End));

    public static Summary Summary()
    {
        var gathered = new Summary(
            "reconcile-invoices",
            "Reconciliation: open invoices",
            "Per company and party: what invoices leave open, as their source counts it now, against the balance at the period's end of the accounts that are named for receivables or payables (what others owe and what is owed, both without a sign). Drafts and void invoices are left out; invoices that tell no open amount are counted and in no amount, and such a row cannot tie. Settled parties are not shown. " + LedgerAccounts.HowTo("payables"),
            "accounting.invoice",
            [
                Key("company", "Company"),
                Key("side", "Side"),
                Key("party", "Party"),
                Shown("party_name", "Party name", FieldClass.Personal),
                Key("currency", "Currency"),
                Money("invoices", "Invoices open"),
                Money("ledger", "Ledger"),
                Money("difference", "Difference").Computed(),
                Count("documents", "Invoices"),
                Count("without_open", "Unknown"),
                Count("postings", "Postings"),
                Shown("numbers", "Open ones"),
                Shown("note", "What to do"),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            Keeps = row => !IsSettled(row.Cells),
            Pictured = "difference",
            Beside = ["accounting.journal-line"],
        };
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, new OpenInvoices(sources).Parts())) };
    }

    private static void Compare(object?[] cells)
    {
        const int invoices = 5, ledger = 6, difference = 7, unknown = 9, note = 12, verdict = 13;
        cells[difference] = Verdict.Difference(cells[invoices], cells[ledger]);
        cells[verdict] = cells[note] is not null ? Verdict.NoAccount
            : cells[unknown] is not 0L ? Verdict.Differs
            : Verdict.Of(cells[invoices] as decimal?, cells[ledger] as decimal?);
    }

    private static bool IsSettled(object?[] cells) => cells[5] is null or 0m && cells[6] is null or 0m && cells[9] is 0L;

    private IEnumerable<SummaryRow> Parts() => Invoices().Concat(Postings());

    private IEnumerable<SummaryRow> Invoices()
    {
        var records = sources.Records("reconcile-invoices-open", InvoiceColumns);
        foreach (var same in records.GroupBy(record => (Company: (string)record.Cells[0]!, Side: Side(record.Cells[1]), Party: (string?)record.Cells[2], Currency: (string)record.Cells[4]!)))
        {
            var open = same.Where(record => record.Cells[6] is not 0m).ToList();
            var known = same.Where(record => record.Cells[6] is decimal).ToList();
            object?[] cells =
            [
                same.Key.Company, same.Key.Side, same.Key.Party, same.Max(record => (string?)record.Cells[3]), same.Key.Currency,
                known.Count > 0 ? known.Sum(record => (decimal)record.Cells[6]!) : null, null,
                (long)open.Count, (long)(same.Count() - known.Count), 0L, Numbers(open), Note(same.Key.Company, same.Key.Side),
            ];
            yield return new(cells, same.Aggregate(default(Basis), (sum, record) => sum + Basis.Of(record, digests)));
        }
    }

    private IEnumerable<SummaryRow> Postings()
    {
        foreach (var record in sources.Records("reconcile-invoices-postings", PostingColumns))
        {
            var cells = record.Cells;
            var company = (string)cells[0]!;
            if (accounts.Of(company, (string)cells[1]!) is not { } side || side is not (LedgerAccounts.Receivables or LedgerAccounts.Payables)) continue;
            var balance = (decimal)cells[5]! - (decimal)cells[6]!;
            yield return new([company, side, cells[2], cells[3], cells[4], null, side == LedgerAccounts.Payables ? -balance : balance, 0L, 0L, 1L, null, null], Basis.Of(record, digests));
        }
    }

    private static string Side(object? kind) => kind is "payable" ? LedgerAccounts.Payables : LedgerAccounts.Receivables;

    private string? Note(string company, string side) => accounts.Name(company, side) ? null : LedgerAccounts.ToName(company, side);

    private static string? Numbers(List<SummaryRecord> open)
    {
        var named = open.Select(record => (string)record.Cells[5]!).Order(StringComparer.Ordinal).Take(NumbersNamed);
        return open.Count == 0 ? null : string.Join(", ", named) + (open.Count > NumbersNamed ? $" and {open.Count - NumbersNamed} more" : "");
    }
}
