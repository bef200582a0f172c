using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Datasets;

/// <summary>What finance asks of datasets.</summary>
public sealed class DatasetDesk
{
    private readonly IWorkspaces workspaces;
    private readonly ISummaryStore store;

    internal DatasetDesk(IWorkspaces workspaces, ISummaryStore store) => (this.workspaces, this.store) = (workspaces, store);

    /// <summary>Every dataset of figures, in the order finance reads them.</summary>
    public static IReadOnlyList<DatasetTitle> All { get; } = [.. SummaryCatalog.All.Select(summary => new DatasetTitle(summary.Name, summary.Title, summary.About))];

    /// <summary>The figures of a period as the store holds them now.</summary>
    /// <param name="where">Texts that columns must have.</param>
    public async Task<DatasetTable> ShowAsync(string dataset, Period period, IReadOnlyDictionary<string, string> where, CancellationToken ct)
    {
        var summary = Find(dataset);
        var wanted = Places(summary, where);
        var scope = await ScopeAsync(period, ct);
        using var view = store.Look();
        var (all, problems) = new SummarySources(view, scope).Result(summary);
        var rows = all.Where(row => wanted.All(one => (CellText.Of(row.Cells[one.Place]) ?? "") == one.Text));
        return new(summary.Name, summary.Title, summary.About, period.ToString(), [.. summary.Columns.Select(DatasetTableColumn.Of)], [.. rows.Select(row => (IReadOnlyList<object?>)row.Cells)], problems);
    }

    /// <summary>Keys of the records behind the rows that fit, each with what <c>why</c> calls it.</summary>
    public async Task<IReadOnlyList<DatasetRecord>> RecordsAsync(string dataset, Period period, IReadOnlyDictionary<string, string> where, int most, CancellationToken ct)
    {
        var summary = Find(dataset);
        if (summary.Drawn is not null) throw new RefusedException("dataset.no-records", WhereElse(summary));
        var wanted = Places(summary, where).Select(one => (Place: summary.Asked.IndexOf(summary.Columns[one.Place]), one.Text)).ToList();
        if (wanted.Any(one => one.Place < 0)) throw new RefusedException("dataset.column-computed", "Records are chosen by columns that they hold themselves, and not by figures worked out from them.");
        var scope = await ScopeAsync(period, ct);
        using var view = store.Look();
        return [.. new SummarySources(view, scope).Records(summary)
            .Where(record => wanted.All(one => (CellText.Of(record.Cells[one.Place]) ?? "") == one.Text))
            .Take(most)
            .Select(record => new DatasetRecord(summary.Entity, record.Connection, record.Key, [.. summary.Asked.Select(DatasetTableColumn.Of)], record.Cells))];
    }

    private static string WhereElse(Summary summary) => summary.From.Count > 0
        ? $"{summary.Title} is worked out from other datasets; ask them for their records: {string.Join(", ", summary.From)}."
        : $"{summary.Title} is worked out from several kinds of records at once, so that no record stands behind a row alone; `backoffice why {summary.Entity} CONNECTION:KEY` tells of one that is in it.";

    private static Summary Find(string name) => SummaryCatalog.Named(name)
        ?? throw new RefusedException("dataset.unknown", $"There is no dataset '{name}'; `backoffice dataset list` shows them.");

    private static List<(int Place, string Text)> Places(Summary summary, IReadOnlyDictionary<string, string> where)
    {
        var unknown = where.Keys.FirstOrDefault(column => summary.Columns.All(one => one.Name != column));
        if (unknown is not null) throw new RefusedException("dataset.column-unknown", $"{summary.Name} has no column '{unknown}'; it has: {string.Join(", ", summary.Columns.Select(column => column.Name))}.");
        return [.. where.Select(one => (summary.Place(one.Key), one.Value))];
    }

    private async Task<SummaryScope> ScopeAsync(Period period, CancellationToken ct)
    {
        var workspace = await workspaces.LoadAsync(null, ct) ?? throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        return SummaryScope.Of(workspace, period);
    }
}

/// <summary>A dataset by name, and what it shows.</summary>
public sealed record DatasetTitle(string Name, string Title, string About);

/// <summary>A dataset's figures for a period.</summary>
/// <param name="Rows">Cells in the order of the columns: text, <see cref="DateOnly"/>, <see cref="decimal"/>, <see cref="long"/> or null.</param>
/// <param name="Problems">What is not as it should be about the figures, whichever rows were asked for.</param>
public sealed record DatasetTable(
    string Name, string Title, string About, string Period, IReadOnlyList<DatasetTableColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, IReadOnlyList<DatasetProblem> Problems);

/// <summary>A column as people see it.</summary>
/// <param name="Currency">Column that names the currency of its amounts, or null.</param>
public sealed record DatasetTableColumn(string Name, string Title, string? Currency, FieldClass Class)
{
    internal static DatasetTableColumn Of(SummaryColumn column) => new(column.Name, column.Title, column.Currency, column.Class);
}

/// <summary>One record behind figures, and what it adds to them.</summary>
public sealed record DatasetRecord(string Entity, string Connection, string Key, IReadOnlyList<DatasetTableColumn> Columns, IReadOnlyList<object?> Cells);
