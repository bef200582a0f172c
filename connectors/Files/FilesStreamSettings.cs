using BackOffice.Integration.Connectors.Files.Csv;
using BackOffice.Integration.Connectors.Files.Encodings;
using BackOffice.Integration.Connectors.Files.FixedWidth;
using BackOffice.Integration.Connectors.Files.Selection;
using BackOffice.Integration.Connectors.Files.Workbooks;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>A stream's options in the form that reading needs.</summary>
internal sealed class FilesStreamSettings(string name, FilesStreamOptions options)
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Patterns { get; } = options.Files!.Patterns;

    public string? DoneMarker { get; } = options.DoneMarker;

    public TimeSpan? Settle { get; } = options.Settle is null ? null : FilesStreamRules.Duration(options.Settle);

    public KeyOption Key { get; } = options.Key!;

    public char Delimiter { get; } = FilesStreamRules.Delimiter(options.Delimiter) ?? ',';

    /// <summary>NUL where quoting is off.</summary>
    public char Quote { get; } = FilesStreamRules.Quote(options.Quote) ?? '"';

    /// <summary>How separated text is decoded field by field; UTF-8 where the file is transcoded as a whole.</summary>
    public FieldText Text { get; } = FieldTextOf(options) ?? FieldText.Named("utf-8")!;

    /// <summary>The encoding of a file that is transcoded as a whole; UTF-8 where its fields are decoded one by one.</summary>
    public FileEncoding Encoding { get; } = FileEncoding.Named(options.Encoding, asIs: FieldTextOf(options) is not null)!;

    public int Skip { get; } = options.Skip;

    /// <summary>Facts above the header that every record begins with.</summary>
    public IReadOnlyList<FactAbove> Above { get; } = options.Above?.Facts ?? [];

    /// <summary>Null where the file has a header.</summary>
    public IReadOnlyList<string>? Columns { get; } = options.Columns is null ? null : FieldNames.Unique(options.Columns);

    /// <summary>Null where lines are not of fixed width.</summary>
    public WidthsOption? Widths { get; } = options.Widths;

    public SheetOption? Sheet { get; } = options.Sheet;

    /// <summary>Pattern of the members of an archive; null where files are read as they are.</summary>
    public string? Member { get; } = options.Member;

    /// <summary>Where the records are within a document; null for its own records.</summary>
    public string? Records { get; } = options.Records;

    /// <summary>Elements that are arrays even where they stand alone.</summary>
    public IReadOnlyList<string> Arrays { get; } = options.Arrays ?? [];

    /// <summary>Null where all records are read.</summary>
    public RecordSelection? Where { get; } = options.Where is null ? null : RecordSelection.Parse(options.Where).Selection;

    public FileKind Kind { get; } = options.Format;

    private static FieldText? FieldTextOf(FilesStreamOptions options) =>
        options.Format is FileKind.Csv ? FieldText.Named(options.Encoding) : null;
}

/// <summary>How much is read at once.</summary>
/// <param name="RecordBytes">A longer record is a problem and never held whole.</param>
/// <param name="BatchBytes">Payload bytes at which a batch ends before it is full.</param>
internal sealed record FileLimits(int BatchRecords, int RecordBytes, int BatchBytes)
{
    public static FileLimits Usual { get; } = new(5_000, 16 << 20, 16 << 20);
}
