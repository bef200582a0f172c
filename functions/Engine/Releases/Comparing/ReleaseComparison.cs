using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Why a file of today's interface and a release differ in one place.</summary>
public enum DifferenceCause
{
    /// <summary>Nothing known explains it.</summary>
    Other,

    /// <summary>A row that only the old file has.</summary>
    Missing,

    /// <summary>A row that only the release has.</summary>
    Extra,

    /// <summary>A row that only the old file has and that the hub received after the release was drafted.</summary>
    Late,

    /// <summary>Numbers nearer to each other than the coarser file can tell.</summary>
    Rounding,

    /// <summary>The same two texts stand for each other throughout a column.</summary>
    Code,

    /// <summary>The same value, written otherwise.</summary>
    Format,
}

/// <summary>How a release differs from the file that today's interface made, cell by cell.</summary>
/// <param name="Release">For people, such as <c>payroll 3</c>.</param>
/// <param name="Rows">How many rows both have.</param>
/// <param name="Columns">Those that were compared, as the release names them.</param>
/// <param name="Notes">What was taken for granted or passed over.</param>
public sealed record ReleaseComparison(
    string Release,
    string OldFile,
    int Rows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> OnlyInRelease,
    IReadOnlyList<string> OnlyInOldFile,
    IReadOnlyList<ComparedCell> Differences,
    IReadOnlyList<string> Notes);

/// <summary>One difference.</summary>
/// <param name="Column">Null where the whole row is missing on one side.</param>
/// <param name="Line">Row of the release, counted from one; null where it has none.</param>
/// <param name="OldLine">Line of the old file where the row begins; null where it has none.</param>
/// <param name="Class">Who may see the two texts.</param>
public sealed record ComparedCell(DifferenceCause Cause, string? Column, RowKey Row, int? Line, int? OldLine, string? Old, string? New, FieldClass Class);

/// <summary>What to compare, and how the old file is to be read where that cannot be told from itself.</summary>
/// <param name="Keys">Columns of the release that tell a row from any other.</param>
/// <param name="Map">Names in the old file by the release's names, where they differ.</param>
/// <param name="Dataset">Of a pack, whose file is compared.</param>
/// <param name="Decimal">The old file's decimal sign; null lets its numbers tell.</param>
/// <param name="Date">The old file's pattern of days; null lets its days tell.</param>
public sealed record ComparisonWish(IReadOnlyList<string> Keys, IReadOnlyDictionary<string, string> Map, string? Dataset, char? Decimal, string? Date);

/// <summary>The file that today's interface made.</summary>
/// <param name="Delimiters">The likelier ones first; the headings tell which it is.</param>
/// <param name="Encoding">An IANA name.</param>
/// <param name="Skip">Lines above the table, where it has no headings.</param>
public sealed record OldFile(string Name, Stream Content, IReadOnlyList<char> Delimiters, string Encoding, int Skip);
