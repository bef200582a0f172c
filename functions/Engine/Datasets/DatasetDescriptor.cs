using System.Globalization;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Datasets;

/// <summary>What is known of a dataset: its columns, where each comes from, and what its rows rest on.</summary>
/// <param name="Contributors">The first gives the row its identity.</param>
/// <param name="Keys">Columns that tell one row from another across releases.</param>
/// <param name="Order">Columns that rows are sorted by, ordinally.</param>
/// <param name="Money">The column whose sum must tie, and the column of its currency.</param>
/// <param name="Dimension">Totals are kept apart by this column.</param>
internal sealed record DatasetDescriptor(
    string Name,
    IReadOnlyList<DatasetEntity> Contributors,
    IReadOnlyList<DatasetColumn> Columns,
    IReadOnlyList<string> Keys,
    IReadOnlyList<string> Order,
    MoneyColumn Money,
    string Dimension)
{
    public DatasetColumn? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public DatasetEntity Of(DatasetColumn column) => Contributors.First(contributor => contributor.Alias == column.Contributor);
}

/// <summary>An entity that rows rest on; the query gives <c>alias_key</c>, <c>alias_valid_from</c> and <c>alias_stale_since</c>.</summary>
/// <param name="NeededWhen">Column of the query that, when filled, refers to it; null where every row needs it.</param>
internal sealed record DatasetEntity(string Alias, EntityDescriptor Entity, string? NeededWhen = null);

/// <summary>One column: its type, and the entity field it shows.</summary>
/// <param name="Field">Mapping name of the field; <c>validFrom</c> and <c>key</c> are among them.</param>
internal sealed record DatasetColumn(string Name, DatasetType Type, string Contributor, string Field, FieldClass Class)
{
    /// <summary>The column's text as the query would give it for this entity.</summary>
    public string? TextOf(EntityRow row)
    {
        if (Field == "key") return row.Key;
        if (Field == "validFrom") return row.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var field = row.Entity.Fields[row.Entity.IndexOf(Field)];
        var cell = row[Field];
        return Type == DatasetType.Decimal && cell.HasValue
            ? cell.Decimal(field.Scale).ToString($"F{field.Scale}", CultureInfo.InvariantCulture)
            : cell.ToText(field);
    }
}

/// <summary>A column of money and the column that names its currency.</summary>
internal sealed record MoneyColumn(string Amount, string Currency);

/// <summary>The types a dataset column can have.</summary>
internal enum DatasetType
{
    Text,

    /// <summary>Exact text with four digits behind the point.</summary>
    Decimal,

    /// <summary>ISO <c>yyyy-MM-dd</c>.</summary>
    Date,
}
