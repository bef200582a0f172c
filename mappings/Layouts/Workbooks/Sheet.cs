namespace BackOffice.Integration.Mappings.Layouts.Workbooks;

/// <summary>One table of a workbook; its first row holds the headings.</summary>
/// <param name="Name">What the tab says; signs that Excel refuses there become blanks, and what is longer than 31 signs is cut.</param>
/// <param name="Rows">Cells in the order of the columns: text, <see cref="decimal"/>, <see cref="long"/>, <see cref="DateOnly"/> or null; read once.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>A column of a sheet: its heading and how numbers look in it.</summary>
/// <param name="Digits">Least digits behind the point; more are shown where the number has them.</param>
/// <param name="MostDigits">Digits that a number may have behind the point.</param>
public sealed record SheetColumn(string Heading, int Digits = 0, int MostDigits = 0);
