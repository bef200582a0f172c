using BackOffice.Integration.Engine.Datasets.Accounting;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Every summary: a query beside its domain and its descriptor.</summary>
internal static class SummaryCatalog
{
    public static IReadOnlyList<Summary> All { get; } = [.. AccountingSummaries.All];

    private static readonly Dictionary<string, Summary> ByName = All.ToDictionary(summary => summary.Name);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static Summary? Named(string name) => ByName.GetValueOrDefault(name);
}
