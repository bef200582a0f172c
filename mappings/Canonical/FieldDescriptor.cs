namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>One field of an entity: its names, its type and who may see it.</summary>
/// <param name="Name">In mappings and JSON: <c>postingDate</c>.</param>
/// <param name="Column">In tables and datasets: <c>posting_date</c>.</param>
/// <param name="Scale">Digits behind the point of a <see cref="FieldType.Decimal"/>; stored as an integer of that scale.</param>
/// <param name="Required">Without it the entity is about nothing.</param>
/// <param name="References">The entity whose key it holds, or null.</param>
/// <param name="CurrencyField">For money: the field that names its currency.</param>
public sealed record FieldDescriptor(
    string Name,
    string Column,
    FieldType Type,
    FieldClass Class,
    bool Required,
    int Scale = 0,
    string? References = null,
    string? CurrencyField = null);

/// <summary>The types a canonical field can have.</summary>
public enum FieldType
{
    Text,
    Decimal,
    Integer,
    Boolean,
    Date,

    /// <summary>Microseconds since 1970 in UTC.</summary>
    Instant,
}
