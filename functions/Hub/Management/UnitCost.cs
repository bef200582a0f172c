using BackOffice.Integration.Engine.Datasets;

namespace BackOffice.Integration.Hub.Management;

/// <summary>What one unit of a partner's service cost.</summary>
internal static class UnitCost
{
    private const int Digits = 4;

    public static IReadOnlyList<object?> Of(DatasetTable costs, IReadOnlyList<object?> row, Func<string, string> title)
    {
        // Of what the hub cannot count the invoice tells the units.
        var counted = Cell("volume");
        var units = counted as decimal? ?? Cell("charged_quantity") as decimal?;
        return
        [
            title((string)Cell("partner")!), Cell("service"), Cell("unit"), counted, Cell("charged"), Cell("currency"), PerUnit(Cell("charged"), units), PerUnit(Cell("internal_cost"), units), Cell("saved"), Cell("verdict"),
        ];

        object? Cell(string name) => row[costs.Columns.Index().First(column => column.Item.Name == name).Index];
    }

    public static decimal? PerUnit(object? amount, decimal? units) => amount is decimal sum && units is { } count && count != 0 ? decimal.Round(sum / count, Digits, MidpointRounding.ToEven) : null;
}
