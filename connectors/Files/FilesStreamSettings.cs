using BackOffice.Integration.Connectors.Files.Workbooks;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>A stream's options in the form that reading needs.</summary>
internal sealed class FilesStreamSettings(string name, FilesStreamOptions options)
{
    public string Name { get; } = name;

    public string Pattern { get; } = options.Files;

    public string? DoneMarker { get; } = options.DoneMarker;

    public TimeSpan? Settle { get; } = options.Settle is null ? null : FilesStreamRules.Duration(options.Settle);

    public KeyOption Key { get; } = options.Key!;

    public char Delimiter { get; } = FilesStreamRules.Delimiter(options.Delimiter)!.Value;

    /// <summary>NUL where quoting is off.</summary>
    public char Quote { get; } = FilesStreamRules.Quote(options.Quote)!.Value;

    public FieldText Text { get; } = FieldText.Named(options.Encoding)!;

    public int Skip { get; } = options.Skip;

    /// <summary>Null where the file has a header.</summary>
    public IReadOnlyList<string>? Columns { get; } = options.Columns is null ? null : FieldNames.Unique(options.Columns);

    public SheetOption? Sheet { get; } = options.Sheet;

    /// <summary>Pattern of the members of an archive; null where files are read as they are.</summary>
    public string? Member { get; } = options.Member;

    public FileKind Kind { get; } = options.Format;
}

/// <summary>How much is read at once.</summary>
/// <param name="RecordBytes">A longer record is a problem and never held whole.</param>
/// <param name="BatchBytes">Payload bytes at which a batch ends before it is full.</param>
internal sealed record FileLimits(int BatchRecords, int RecordBytes, int BatchBytes)
{
    public static FileLimits Usual { get; } = new(5_000, 16 << 20, 16 << 20);
}
