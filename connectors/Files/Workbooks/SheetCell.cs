namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>A cell that is not empty, as text.</summary>
/// <param name="Column">Counted from zero.</param>
internal readonly record struct SheetCell(int Column, string Text, CellFault Fault = CellFault.None)
{
    public bool IsBlank => Fault is CellFault.None && string.IsNullOrWhiteSpace(Text);

    /// <summary>A column as the workbook names it, such as <c>AB</c>.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (; column >= 0; column = (column / 26) - 1) name = (char)('A' + (column % 26)) + name;
        return name;
    }
}

/// <summary>Why a cell has no value that can be read.</summary>
internal enum CellFault
{
    None,

    /// <summary>It shows an error such as a division by zero.</summary>
    Error,

    /// <summary>It holds a formula that no program has calculated.</summary>
    NotCalculated,
}

/// <summary>Cells that are one: its first cell holds the value. All counted from zero, both ends within.</summary>
internal readonly record struct MergedCells(int FirstRow, int LastRow, int FirstColumn, int LastColumn);
