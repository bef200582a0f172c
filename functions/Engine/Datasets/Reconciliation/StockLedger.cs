using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>What stock is worth against what the ledger says it is.</summary>
internal static class StockLedger
{
    public static Summary Summary()
    {
        var gathered = new Summary(
            "reconcile-stock",
            "Reconciliation: stock value",
            "Per company and currency: what stock is worth as the source counts it now, whatever the period, against the balance at the period's end of the accounts that are named for inventory. Items without a cost are in no value and stand on a line without currency. stock-value names what is behind it; reconcile-stock-items holds movements against what is on hand. " + LedgerAccounts.HowTo(LedgerAccounts.Inventory),
            "inventory.stock-level",
            [
                Key("company", "Company"),
                Key("currency", "Currency"),
                Count("items", "Items"),
                Count("without_cost", "Items without a cost"),
                Money("stock", "Stock value"),
                Money("ledger", "Ledger"),
                Money("difference", "Difference").Computed(),
                Shown("note", "What to do"),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            From = ["stock-value", "trial-balance"],
            Pictured = "stock",
        };
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, Parts(sources))) };
    }

    private static void Compare(object?[] cells)
    {
        const int stock = 4, ledger = 5, difference = 6, note = 7, verdict = 8;
        cells[difference] = Verdict.Difference(cells[stock], cells[ledger]);
        cells[verdict] = cells[note] is not null ? Verdict.NoAccount : Verdict.Of(cells[stock] as decimal?, cells[ledger] as decimal?);
    }

    private static IEnumerable<SummaryRow> Parts(SummarySources sources)
    {
        var value = SummaryCatalog.Named("stock-value")!;
        int[] places = [value.Place("company"), value.Place("currency"), value.Place("items"), value.Place("without_cost"), value.Place("value")];
        var ledger = LedgerSide.Of(sources, LedgerAccounts.Inventory);
        var stock = sources.Rows(value).Select(row => new SummaryRow([.. places.Select(place => row.Cells[place]), null, null], row.Basis));
        return stock.Concat(ledger.Balances.Select(one => new SummaryRow([one.Company, one.Currency, 0L, 0L, null, one.Closing, null], one.Basis))).Select(part => ledger.Noted(part, place: 6));
    }
}
