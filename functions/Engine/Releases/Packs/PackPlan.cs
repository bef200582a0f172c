using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>A pack with the datasets behind it: figures that leave as one workbook, a file for each dataset and a page to look at.</summary>
internal sealed class PackPlan(Workspace workspace, Pack pack) : IReleasePlan
{
    // Grows when the same rows are written otherwise.
    private const string Rendering = "pack 1";

    private readonly IReadOnlyList<Summary> datasets = [.. pack.Datasets.Select(name => SummaryCatalog.Named(name)!)];

    public string Name => pack.Name;

    public Partner Partner { get; } = workspace.Partners[pack.Partner];

    public int Approvals => pack.Approvals;

    public string Path => $"packs/{pack.Name}";

    public Schedule? CutOff => pack.CutOff;

    public IReadOnlyList<Summary> Datasets => datasets;

    public string LayoutVersion => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Rendering}\n{string.Join('\n', datasets.SelectMany(dataset => dataset.Columns.Select(column => $"{dataset.Name} {column.Name} {column.Title} {column.Type} {column.Scale}")))}")));

    public bool RestsOn(string entity) => datasets.Any(dataset => dataset.RestsOn(entity));

    public Drawing Draw(IReleaseView view, Period period)
    {
        using var summaries = view.Summaries();
        var sources = new SummarySources(summaries, SummaryScope.Of(workspace, period));
        return new(summaries.CommitNo, [.. datasets.SelectMany(dataset => sources.Rows(dataset).Select(row => PackRow.Freeze(dataset, row)))]);
    }

    public Task<Judgement> JudgeAsync(Drafting drafting, Drawing drawing, CancellationToken ct) => new PackJudge(this, drafting).JudgeAsync(drawing, ct);

    /// <summary>Any row that is other, gone or new; what says how the pack was judged is no figure.</summary>
    public (IReadOnlyList<int> Touched, IReadOnlyList<int> Stale) Compare(IEnumerable<FrozenRow> frozen, Drawing now)
    {
        var today = now.Rows.Select(row => row.Canonical()).ToHashSet();
        List<int> touched = [];
        var line = 0;
        foreach (var row in frozen)
        {
            line++;
            if (IsFigure(row) && !today.Remove(row.Canonical())) touched.Add(line);
        }

        // A row that is new has no line yet: the first line stands for it.
        return (touched.Count == 0 && today.Count > 0 ? [1] : touched, []);
    }

    public IReadOnlyList<PlannedFile> Files(Period period, string number) => new PackFiles(this, workspace.Hub.Name, period).Plan(FileName(period, number));

    public RowShape ShapeOf(FrozenRow row)
    {
        var dataset = DatasetOf(row);
        return new(
            [.. dataset.Columns.Where(column => column.Gathering == Gathering.Key).Select(column => column.Name)],
            [.. dataset.Columns.Select(column => column.Name)],
            name => dataset.Columns[dataset.Place(name)].Class);
    }

    public Summary DatasetOf(FrozenRow row) => datasets.FirstOrDefault(dataset => dataset.Name == row.Dataset) ?? PackSheets.Named(row.Dataset!);

    private bool IsFigure(FrozenRow row) => datasets.Any(dataset => dataset.Name == row.Dataset);

    private string FileName(Period period, string number) => pack.FileName
        .Replace("{number}", number, StringComparison.Ordinal)
        .Replace("{period}", period.ToString(), StringComparison.Ordinal)
        .Replace("{pack}", pack.Name, StringComparison.Ordinal);
}

/// <summary>From figures to frozen texts and back, exactly.</summary>
internal static class PackRow
{
    public static FrozenRow Freeze(Summary dataset, SummaryRow row) =>
        new(dataset.Columns.Zip(row.Cells).ToDictionary(cell => cell.First.Name, cell => CellText.Of(cell.Second)), [])
        {
            Dataset = dataset.Name,
            Basis = row.Basis,
        };

    public static object?[] Thaw(Summary dataset, FrozenRow row) => [.. dataset.Columns.Select(column => Value(row.Cells[column.Name], column.Type))];

    private static object? Value(string? text, SummaryType type) => (text, type) switch
    {
        (null, _) => null,
        (_, SummaryType.Decimal) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        (_, SummaryType.Count) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        (_, SummaryType.Date) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => text,
    };
}
