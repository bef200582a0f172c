using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>Who owns whom: how much of a company belongs to the group.</summary>
internal sealed class GroupTree(IEnumerable<GroupCompany> companies)
{
    // Where two sources tell of one company, the one that knows its owner goes first.
    private readonly Dictionary<string, GroupCompany> byKey = companies
        .GroupBy(company => company.Key)
        .ToDictionary(same => same.Key, same => same.OrderBy(company => company.Parent is null).ThenBy(company => company.Connection, StringComparer.Ordinal).First());

    public bool Knows(string company) => byKey.ContainsKey(company);

    public bool IsEmpty => byKey.Count == 0;

    /// <summary>The share of the group, 0 to 1: the product of the shares up the tree; null where one of them is not known.</summary>
    public decimal? Share(string company)
    {
        if (!byKey.TryGetValue(company, out var at)) return null;
        var share = 1m;
        HashSet<string> passed = [company];
        while (at.Parent is { } parent)
        {
            if (at.Ownership is not { } owned || !passed.Add(parent)) return null;
            share *= owned / 100;
            if (!byKey.TryGetValue(parent, out at!)) break;
        }

        return share;
    }
}

/// <summary>A company of the tree.</summary>
/// <param name="Ownership">In percent, what its parent owns.</param>
internal sealed record GroupCompany(string Connection, string Key, string? Parent, decimal? Ownership)
{
    private static readonly SummaryColumn[] Columns = [SummaryColumn.Key("company", ""), SummaryColumn.Key("parent", ""), SummaryColumn.Quantity("ownership", "", scale: 4)];

    public static IEnumerable<GroupCompany> Of(SummarySources sources) => sources.Records("legal-entities", Columns)
        .Select(record => new GroupCompany(record.Connection, (string)record.Cells[0]!, (string?)record.Cells[1], (decimal?)record.Cells[2]));
}
