namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>Walks once over the rows of one sheet that have cells.</summary>
internal abstract class Sheet(string file, string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>As the workbook numbers it, from one.</summary>
    public int Row { get; protected set; }

    public bool IsHiddenRow { get; protected set; }

    /// <summary>The cells of the row at hand that are not empty; another row's after the next step.</summary>
    public List<SheetCell> Cells { get; } = [];

    public abstract IReadOnlyList<MergedCells> Merged { get; }

    protected string File { get; } = file;

    /// <summary>Moves to the next row that has a cell; false behind the last one.</summary>
    public bool Next()
    {
        var before = Row;
        while (Guarded(Move))
        {
            if (Row <= before) throw WorkbookFault.Damaged(File, $"row {Row} of sheet {Name} stands behind row {before}");
            if (Cells.Exists(cell => !cell.IsBlank)) return true;
            before = Row;
        }

        return false;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the next row, which may be empty; false behind the last one.</summary>
    protected abstract bool Move();

    protected abstract T Guarded<T>(Func<T> read);

    protected abstract void Dispose(bool disposing);
}
