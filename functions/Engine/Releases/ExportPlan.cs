using System.Globalization;
using System.Text;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>An export with the dataset behind it: which columns freeze, which show, which are summed.</summary>
internal sealed class ExportPlan : IReleasePlan
{
    public ExportPlan(Workspace workspace, Export export)
    {
        (Export, Dataset, Partner) = (export, DatasetCatalog.All[export.Dataset], workspace.Partners[export.Partner]);
        Columns = [.. export.Layout.Cells.Concat(Dataset.Order).Concat(Dataset.Keys).Distinct()];
        Amount = Shown(Dataset.Money.Amount);
        Currency = Amount is null ? null : Shown(Dataset.Money.Currency);
        Dimension = Shown(Dataset.Dimension);
    }

    public string Name => Export.Name;

    public int Approvals => Export.Approvals;

    public string LayoutVersion => Export.Layout.Version;

    public string Path => $"exports/{Export.Name}";

    public Schedule? CutOff => Export.CutOff;

    public Export Export { get; }

    public DatasetDescriptor Dataset { get; }

    public Partner Partner { get; }

    /// <summary>What a frozen row holds: what the layout shows, and what orders and tells rows apart.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The column whose sum must tie; null where the file does not show it.</summary>
    public string? Amount { get; }

    public string? Currency { get; }

    public string? Dimension { get; }

    public bool RestsOn(string entity) => Dataset.Contributors.Any(contributor => contributor.Entity.Name == entity);

    public Drawing Draw(IReleaseView view, Period period)
    {
        var snapshot = view.Dataset(new(Dataset, period, Export.Where));
        return new(snapshot.CommitNo, [.. snapshot.Rows.Select(row => FrozenRow.Freeze(row, Columns))])
        {
            Stale = [.. snapshot.Rows.Index().Where(row => row.Item.From.Any(origin => origin.Stale)).Select(row => row.Index + 1)],
            Lacks = [.. snapshot.Rows.Select(row => row.Lacks)],
        };
    }

    public async Task<Judgement> JudgeAsync(Drafting drafting, Drawing drawing, CancellationToken ct)
    {
        var origins = drawing.Rows.SelectMany(row => row.From).ToList();
        var fixes = drafting.View.FixesOf(origins);
        using var preview = new MemoryStream();
        Render(drawing.Rows, new Sealing(ReleasePlans.NextNumber, drafting.At), preview);
        preview.Position = 0;
        var file = WrittenFile.Read(this, preview);
        var source = await new SourceTotals(drafting.Raw, drafting.Mappings, fixes).OfAsync(this, drafting.Workspace.Hash, drawing.Rows, ct);
        IReadOnlyList<ReleaseTotal> totals = [.. source, .. CanonicalTotals.Of(this, drawing.Rows), .. file.Totals];
        var records = origins.Select(origin => (origin.Connection, origin.Stream, origin.RawKey)).ToHashSet();
        return new(
            drawing.Rows,
            totals,
            Gates.Judge(this, drawing, totals, file, drafting.View.Findings()),
            await MappingsAsync(drafting, origins, ct),
            [.. origins.Select(origin => origin.Connection).Distinct()],
            [.. drafting.View.Fixes().Concat(fixes.Values).Where(fix => records.Contains((fix.Connection, fix.Stream, fix.Key)))]);
    }

    public (IReadOnlyList<int> Touched, IReadOnlyList<int> Stale) Compare(IEnumerable<FrozenRow> frozen, Drawing now) => Freshness.Of(frozen, now);

    public IReadOnlyList<PlannedFile> Files(Period period, string number) => [new(FileName(period, number), Render)];

    public RowShape ShapeOf(FrozenRow row) => new(Dataset.Keys, Columns, column => Dataset.Column(column)!.Class);

    /// <summary>Writes the file; rows, layout, number and sealing instant are its only inputs.</summary>
    public void Render(IEnumerable<FrozenRow> rows, Sealing sealing, Stream output)
    {
        var types = Export.Layout.Cells.Select(cell => (Name: cell, Dataset.Column(cell)!.Type)).ToArray();
        try
        {
            new DelimitedLayout(Export.Layout).Write(rows.Select(row => new PartnerRow([.. types.Select(type => Value(row.Cells[type.Name], type.Type))])), sealing, output);
        }
        catch (LayoutException error)
        {
            throw new RefusedException(error.Code, $"Export {Export.Name}: {error.Message}");
        }
    }

    /// <summary>One cell as the file writes it, quotes and all.</summary>
    public string Shown(FrozenRow row, ProfileColumn column)
    {
        var alone = Export.Layout with { Header = false, Trailer = null, Columns = [column], Encoding = "utf-8", LineEnd = "\n" };
        using var output = new MemoryStream();
        new DelimitedLayout(alone).Write([new PartnerRow([Value(row.Cells[column.From], Dataset.Column(column.From)!.Type)])], new Sealing(ReleasePlans.NextNumber, DateTimeOffset.UnixEpoch), output);
        return Encoding.UTF8.GetString(output.ToArray())[..^1];
    }

    private string FileName(Period period, string number)
    {
        var name = Export.FileName
            .Replace("{number}", number, StringComparison.Ordinal)
            .Replace("{period}", period.ToString(), StringComparison.Ordinal)
            .Replace("{export}", Export.Name, StringComparison.Ordinal);
        return Export.Where.Aggregate(name, (text, wanted) => text.Replace($"{{{wanted.Key}}}", wanted.Value, StringComparison.Ordinal));
    }

    private static async Task<HashSet<string>> MappingsAsync(Drafting drafting, IEnumerable<Origin> origins, CancellationToken ct)
    {
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (connection, stream, mapping) in origins.Select(origin => (origin.Connection, origin.Stream, origin.Mapping)).Distinct())
        {
            if (await drafting.Mappings.FindAsync(drafting.Workspace.Hash, connection, stream, mapping, ct) is { } found) used.Add(found.Sha256);
        }

        return used;
    }

    private string? Shown(string column) => Export.Layout.Columns.Any(shown => shown.From == column) ? column : null;

    private static object? Value(string? text, DatasetType type) => (text, type) switch
    {
        (null, _) => null,
        (_, DatasetType.Decimal) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        (_, DatasetType.Date) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => text,
    };
}
