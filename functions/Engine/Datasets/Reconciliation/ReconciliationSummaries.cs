using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Reconciliation;

/// <summary>Figures of one system held against those of another.</summary>
internal static class ReconciliationSummaries
{
    public static IReadOnlyList<Summary> All { get; } = [PayrollTotals.Summary(), PayrollPeople.Summary(), OpenInvoices.Summary(), StockLedger.Summary(), StockItems.Summary()];
}
