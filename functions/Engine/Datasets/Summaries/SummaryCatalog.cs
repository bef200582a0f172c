using BackOffice.Integration.Engine.Datasets.Accounting;
using BackOffice.Integration.Engine.Datasets.Helpdesk;
using BackOffice.Integration.Engine.Datasets.Hr;
using BackOffice.Integration.Engine.Datasets.Inventory;
using BackOffice.Integration.Engine.Datasets.Partners;
using BackOffice.Integration.Engine.Datasets.Reconciliation;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Every summary: a query beside its domain and its descriptor.</summary>
internal static class SummaryCatalog
{
    public static IReadOnlyList<Summary> All { get; } = [.. AccountingSummaries.All, .. HrSummaries.All, .. InventorySummaries.All, .. HelpdeskSummaries.All, PartnerCost.Summary(), .. ReconciliationSummaries.All];

    private static readonly Dictionary<string, Summary> ByName = All.ToDictionary(summary => summary.Name);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static Summary? Named(string name) => ByName.GetValueOrDefault(name);
}
