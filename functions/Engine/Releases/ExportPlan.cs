using System.Globalization;
using System.Text;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>An export with the dataset behind it: which columns freeze, which show, which are summed.</summary>
internal sealed class ExportPlan
{
    /// <summary>What a preview shows for the number that sealing will take.</summary>
    public const string NextNumber = "next";

    private ExportPlan(Export export, DatasetDescriptor dataset, Partner partner)
    {
        (Export, Dataset, Partner) = (export, dataset, partner);
        Columns = [.. export.Layout.Cells.Concat(dataset.Order).Concat(dataset.Keys).Distinct()];
        Amount = Shown(dataset.Money.Amount);
        Currency = Amount is null ? null : Shown(dataset.Money.Currency);
        Dimension = Shown(dataset.Dimension);
    }

    public Export Export { get; }

    public DatasetDescriptor Dataset { get; }

    public Partner Partner { get; }

    /// <summary>What a frozen row holds: what the layout shows, and what orders and tells rows apart.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The column whose sum must tie; null where the file does not show it.</summary>
    public string? Amount { get; }

    public string? Currency { get; }

    public string? Dimension { get; }

    public static ExportPlan Of(Workspace workspace, string export)
    {
        var found = workspace.Exports.GetValueOrDefault(export)
            ?? throw new RefusedException("export.unknown", $"The workspace holds no export of this name; it holds: {string.Join(", ", workspace.Exports.Keys.Order(StringComparer.Ordinal))}.");
        return new(found, DatasetCatalog.All[found.Dataset], workspace.Partners[found.Partner]);
    }

    public DatasetParameters Parameters(Period period) => new(Dataset, period, Export.Where);

    /// <summary>The sent file's name; a preview says <c>next</c> for the number.</summary>
    public string FileName(Period period, string number)
    {
        var name = Export.FileName
            .Replace("{number}", number, StringComparison.Ordinal)
            .Replace("{period}", period.ToString(), StringComparison.Ordinal)
            .Replace("{export}", Export.Name, StringComparison.Ordinal);
        return Export.Where.Aggregate(name, (text, wanted) => text.Replace($"{{{wanted.Key}}}", wanted.Value, StringComparison.Ordinal));
    }

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
        new DelimitedLayout(alone).Write([new PartnerRow([Value(row.Cells[column.From], Dataset.Column(column.From)!.Type)])], new Sealing(NextNumber, DateTimeOffset.UnixEpoch), output);
        return Encoding.UTF8.GetString(output.ToArray())[..^1];
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
