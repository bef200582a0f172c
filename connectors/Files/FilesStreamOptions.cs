using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using BackOffice.Integration.Connectors.Files.Csv;
using BackOffice.Integration.Connectors.Files.FixedWidth;
using BackOffice.Integration.Connectors.Files.Workbooks;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Files of one shape: their names, their text form, their key.</summary>
internal sealed class FilesStreamOptions : IValidatableObject
{
    [Required, Example("ledger*.csv"), Description("the file names, such as ledger*.csv, or a list of them; * stands for any text, ? for one character.")]
    public PatternsOption? Files { get; init; }

    [Description("csv, fixed (fixed width), ndjson (one JSON object a line), json, xml (one document a file) or excel.")]
    public FileKind Format { get; init; }

    [Example(";"), Description("one printable ASCII character, or tab; a comma when left out.")]
    public string Delimiter { get; init; } = ",";

    [Description("one printable ASCII character, or none; \" when left out.")]
    public string Quote { get; init; } = "\"";

    [Example("windows-1252"), Description("utf-8, windows-1252, utf-16, shift_jis, ibm037 or another; when left out utf-8, or what the file's mark says.")]
    public string Encoding { get; init; } = "utf-8";

    [Description("true or false: whether the first line names the fields; true unless columns are given.")]
    public bool? Header { get; init; }

    [Description("the list of field names of a file without a header.")]
    public IReadOnlyList<string>? Columns { get; init; }

    [Description("the columns of a fixed-width line, such as {id: 6, note: rest}, or a list of {name, start, width}.")]
    public WidthsOption? Widths { get; init; }

    [Description("the sheet of a workbook by its name or its number; the first that is not hidden when left out.")]
    public SheetOption? Sheet { get; init; }

    [Description("the members of each zip archive that hold the records, such as *.csv; no archives when left out.")]
    public string? Member { get; init; }

    [Range(0, 10_000), Description("how many lines or rows stand before the header or the first record, from 0 to 10000.")]
    public int Skip { get; init; }

    [Description("facts of csv above the header, such as {year: [1, 13]}: a name, and its line and field there.")]
    public AboveOption? Above { get; init; }

    [Description("where records are: data.items or rates.* in json, Line or Invoice/Line in xml; the whole when left out.")]
    public string? Records { get; init; }

    [Description("the list of elements in an xml record, such as Lines.Line, that are arrays even where one stands alone.")]
    public IReadOnlyList<string>? Arrays { get; init; }

    [Description("which records are read, such as model == 'stock.stockitem' and pk != 1; all when left out.")]
    public string? Where { get; init; }

    [Required, Example("number"), Description("a field name, a list of them, numbered(a, b) or hash; fields.id is a field below another.")]
    public KeyOption? Key { get; init; }

    [Description("the suffix of the empty file that says a file is complete, such as .done.")]
    public string? DoneMarker { get; init; }

    [Description("how long a file must have stood still, such as 5s or 2m.")]
    public string? Settle { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => FilesStreamRules.Faults(this);
}

/// <summary>How the records of a file are written down.</summary>
internal enum FileKind
{
    Csv,
    Fixed,
    Ndjson,
    Json,
    Xml,
    Excel,
}
