using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Puts values into cells; nothing is rounded, guessed or cut.</summary>
internal static class MappingFileCells
{
    /// <summary>The part of an effective-dated entity's key that a mapping names like a field.</summary>
    public static FieldDescriptor ValidFrom { get; } = new("validFrom", "valid_from", FieldType.Date, FieldClass.Internal, Required: true);

    public static bool Accepts(FieldType field, ValueKind kind) => kind == ValueKind.None || field switch
    {
        FieldType.Text => true,
        FieldType.Decimal or FieldType.Integer => kind == ValueKind.Number,
        FieldType.Date => kind == ValueKind.Date,
        FieldType.Instant => kind == ValueKind.Instant,
        FieldType.Boolean => kind == ValueKind.Boolean,
        _ => false,
    };

    /// <summary>The cell of a value, or the reason why there is none.</summary>
    public static Issue? Convert(in Value value, EntityPlan plan, FieldDescriptor field, PlannedExpression from, out Cell cell)
    {
        cell = default;
        if (value.IsNone || (field.Required && value is { Kind: ValueKind.Text, Text.Length: 0 })) return field.Required ? Missing(plan, field, from) : null;
        if (!Accepts(field.Type, value.Kind)) return Wrong(plan, field, from);
        switch (field.Type)
        {
            case FieldType.Decimal or FieldType.Integer:
                if (Cell.OfDecimal(value.Number, field.Scale) is not { } number) return NoNumber(value.Number, plan, field, from);
                cell = number;
                return null;
            case FieldType.Date:
                cell = Cell.Of(value.Date);
                return null;
            case FieldType.Instant:
                cell = Cell.Of(value.Instant);
                return null;
            case FieldType.Boolean:
                cell = Cell.Of(value.Boolean);
                return null;
            default:
                cell = Cell.Of(value.ToText());
                return null;
        }
    }

    public static string Word(FieldType type) => type switch
    {
        FieldType.Decimal or FieldType.Integer => "number",
        FieldType.Boolean => "yes or no",
        _ => type.ToString().ToLowerInvariant(),
    };

    public static string Word(ValueKind kind) => kind == ValueKind.Boolean ? "yes or no" : kind.ToString().ToLowerInvariant();

    public static string Remedy(FieldType type) => type switch
    {
        FieldType.Decimal => "Use money() or number() around it.",
        FieldType.Integer => "Use number() around it.",
        FieldType.Date => "Use date() around it.",
        FieldType.Boolean => "Compare it with something, such as x = 'yes'.",
        _ => "Use instant() around it.",
    };

    private static Issue Missing(EntityPlan plan, FieldDescriptor field, PlannedExpression from) =>
        new("field.missing", from.PathOr(field.Name), $"{plan.Entity.Name} needs {field.Name}, but the record has none; complete it at the source or skip such records with where:.");

    private static Issue Wrong(EntityPlan plan, FieldDescriptor field, PlannedExpression from) =>
        new("type.mismatch", from.PathOr(field.Name), $"{plan.Entity.Name}.{field.Name} is a {Word(field.Type)}, but the expression in line {from.Line} gave something else. {Remedy(field.Type)}");

    private static Issue NoNumber(decimal value, EntityPlan plan, FieldDescriptor field, PlannedExpression from) =>
        decimal.Round(value, field.Scale) != value
            ? new("number.too-precise", from.PathOr(field.Name), $"{plan.Entity.Name}.{field.Name} holds {field.Scale} digits behind the point and the record has more; round it in the mapping if that is meant.")
            : new("number.out-of-range", from.PathOr(field.Name), $"{plan.Entity.Name}.{field.Name} cannot hold a number this large; check the number format of the stream.");
}
