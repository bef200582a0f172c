using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>What summaries are drawn from: one consistent look at the store, each summary drawn once.</summary>
internal sealed class SummarySources(ISummaryView view, SummaryScope scope)
{
    private readonly Dictionary<string, SummaryResult> drawn = [];

    public SummaryScope Scope => scope;

    /// <summary>The rows of a summary, sorted by its keys.</summary>
    public IReadOnlyList<SummaryRow> Rows(Summary summary) => Result(summary).Rows;

    /// <summary>The rows of a summary, and what is wrong with them or with those of the summaries that they were made from.</summary>
    public SummaryResult Result(Summary summary)
    {
        if (drawn.TryGetValue(summary.Name, out var known)) return known;
        var result = summary.Drawn is { } draw ? draw(this) : new(Gathered.Rows(summary, Records(summary)));
        List<SummaryRow> shown = [.. result.Rows.Where(row => summary.Keeps?.Invoke(row) != false)];
        shown.Sort(new SummaryOrder(summary));
        var under = summary.From.SelectMany(name => drawn.GetValueOrDefault(name)?.Problems ?? []);
        return drawn[summary.Name] = new(shown, [.. under.Concat(result.Problems).Concat(summary.Checks?.Invoke(this, result.Rows) ?? []).Distinct()]);
    }

    /// <summary>The records behind a summary, one for each entity that counts.</summary>
    public IEnumerable<SummaryRecord> Records(Summary summary) => summary.Each is not { } each
        ? view.Records(summary.Name, summary.Asked, scope)
        : view.Records(summary.Name, each.Given, scope).Select(record => record with { Cells = each.Cells(record.Cells) });

    /// <summary>The records of a query that stands beside the summaries, such as rates.</summary>
    /// <param name="query">Name of its file, without the ending.</param>
    public IEnumerable<SummaryRecord> Records(string query, IReadOnlyList<SummaryColumn> columns) => view.Records(query, columns, scope);
}
