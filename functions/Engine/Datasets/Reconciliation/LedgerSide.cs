using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>The accounts of the trial balance that are named for one use.</summary>
internal sealed class LedgerSide
{
    private readonly LedgerAccounts accounts;
    private readonly string use;

    private LedgerSide(LedgerAccounts accounts, string use, IReadOnlyList<LedgerBalance> balances) => (this.accounts, this.use, Balances) = (accounts, use, balances);

    public IReadOnlyList<LedgerBalance> Balances { get; }

    public static LedgerSide Of(SummarySources sources, string use)
    {
        var trial = SummaryCatalog.Named("trial-balance")!;
        var (company, account, currency, debit, credit, closing) = (trial.Place("company"), trial.Place("account"), trial.Place("currency"), trial.Place("debit"), trial.Place("credit"), trial.Place("closing"));
        var lines = trial.Place("lines");
        var accounts = new LedgerAccounts(sources.Scope.Crosswalks, sources.Scope.Period.End);
        return new(accounts, use, [.. sources.Rows(trial)
            .Where(row => accounts.Of((string)row.Cells[company]!, (string)row.Cells[account]!) == use)
            .Select(row => new LedgerBalance((string)row.Cells[company]!, (string)row.Cells[currency]!, (decimal)row.Cells[debit]! - (decimal)row.Cells[credit]!, (decimal)row.Cells[closing]!, row.Cells[lines] is not 0L, row.Basis))]);
    }

    /// <summary>Says in a cell what to do where the row's company has no account named.</summary>
    public SummaryRow Noted(SummaryRow row, int place)
    {
        if (!accounts.Name((string)row.Cells[0]!, use)) row.Cells[place] = LedgerAccounts.ToName((string)row.Cells[0]!, use);
        return row;
    }
}

/// <summary>An account's figures, debit less credit.</summary>
/// <param name="HasMoved">Whether anything was posted in the period.</param>
internal sealed record LedgerBalance(string Company, string Currency, decimal Moved, decimal Closing, bool HasMoved, Basis Basis);
