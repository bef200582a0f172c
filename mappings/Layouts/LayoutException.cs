namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>A row that a layout cannot write as the partner asked; quotes no field value.</summary>
/// <param name="code">Stable and searchable, such as <c>layout.rounds</c>.</param>
/// <param name="row">Counted from one; zero for the heading.</param>
public sealed class LayoutException(string code, long row, string column, string problem)
    : Exception($"Row {row}, column {column}: {problem}")
{
    public string Code { get; } = code;

    public long Row { get; } = row;

    public string Column { get; } = column;
}
