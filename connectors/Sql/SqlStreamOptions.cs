using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>A table or a query, what tells its rows apart, and what grows with every change.</summary>
internal sealed class SqlStreamOptions : IValidatableObject
{
    [Example("employees"), Description("a table or view, with its schema where it needs one: hr.employees.")]
    public string? Table { get; init; }

    [Description("one SELECT in place of a table, without a semicolon.")]
    public string? Query { get; init; }

    [Required, Example("id"), Description("a column name or a list of them; together they are unique and never null.")]
    public NamesOption? Key { get; init; }

    [Example("updated_at"), Description("a column that grows with every change; incremental runs start from it.")]
    public string? Cursor { get; init; }

    [Example("5m"), Description("how far behind its last cursor a run starts again, such as 5m or 1d, or a number for a numeric cursor.")]
    public string? Overlap { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => SqlStreamRules.Faults(this);
}
