using System.Globalization;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>The file of a release that is compared: rendered, and read again as any other program would.</summary>
/// <param name="Numbers">How it writes numbers.</param>
internal sealed record ReleaseTable(IReadOnlyList<ComparedColumn> Columns, PlannedFile File, DelimitedProfile Layout, Formats Numbers)
{
    private const string Iso = "yyyy-MM-dd";

    /// <param name="dataset">Of a pack; null where it has one only.</param>
    public static ReleaseTable Of(IReleasePlan plan, ReleaseHead head, string? dataset)
    {
        var files = plan.Files(head.Period, head.Number?.ToString(CultureInfo.InvariantCulture) ?? ReleasePlans.NextNumber);
        return plan switch
        {
            PackPlan pack => Of(Dataset(pack, dataset), files),
            ExportPlan when dataset is not null => throw new RefusedException("compare.no-pack", $"{plan.Name} is an export and has one file only; leave --dataset out."),
            ExportPlan export => new([.. export.Export.Layout.Columns.Select(column => Column(export, column))], files[0], export.Export.Layout, NumbersOf(export.Export.Layout)),
            _ => throw new InvalidOperationException($"{plan.Name} has no file of rows."),
        };
    }

    public ComparedTable Read(IEnumerable<FrozenRow> rows, Sealing sealing)
    {
        using var file = new MemoryStream();
        File.Write(rows, sealing, file);
        file.Position = 0;
        var records = ComparedTable.Read(file, Layout.Delimiter, Layout.Encoding);
        var table = records.Skip(Layout.Header ? 1 : 0).SkipLast(Layout.Trailer is null ? 0 : 1);
        return new(Columns, [.. table.Select((row, index) => row with { Line = index + 1 })]);
    }

    private static ReleaseTable Of(Summary dataset, IReadOnlyList<PlannedFile> files)
    {
        var layout = PackCsv.Profile(dataset);
        return new([.. dataset.Columns.Select(Column)], files.First(file => file.Name.EndsWith($"_{dataset.Name}.csv", StringComparison.Ordinal)), layout, NumbersOf(layout));
    }

    private static Summary Dataset(PackPlan pack, string? name) =>
        name is null && pack.Datasets is [var only] ? only
        : pack.Datasets.FirstOrDefault(dataset => dataset.Name == name)
            ?? throw new RefusedException("compare.dataset", $"The pack {pack.Name} has a file for each of its datasets; say which one with --dataset: {string.Join(", ", pack.Datasets.Select(dataset => dataset.Name))}.");

    private static ComparedColumn Column(ExportPlan plan, ProfileColumn shown)
    {
        var column = plan.Dataset.Column(shown.From)!;
        return new(shown.Heading)
        {
            Alias = shown.From,
            Class = column.Class,
            IsMoney = shown.From == plan.Dataset.Money.Amount,
            DatePattern = column.Type == DatasetType.Date ? shown.Pattern ?? Iso : null,
        };
    }

    private static ComparedColumn Column(SummaryColumn column) => new(column.Title)
    {
        Alias = column.Name,
        Class = column.Class,
        IsMoney = column.IsMoney,
        DatePattern = column.Type == SummaryType.Date ? Iso : null,
    };

    private static Formats NumbersOf(DelimitedProfile layout) => new(layout.DecimalSign, layout.DecimalSign == ',' ? '.' : ',');
}
