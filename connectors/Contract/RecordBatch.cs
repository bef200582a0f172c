namespace BackOffice.Integration.Connectors.Contract;

/// <summary>Records and the checkpoint behind them, stored together or not at all.</summary>
/// <param name="CompletesSnapshot">True only when, with this batch, every existing record has been given since the start.</param>
public sealed record RecordBatch(IReadOnlyList<RawRecord> Records, Checkpoint Checkpoint, bool CompletesSnapshot = false)
{
    /// <summary>The field names that the source declares up front, such as a header; null where it declares none.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Records that the stream's own selection left out since the batch before.</summary>
    public long PassedOver { get; init; }

    /// <summary>True on the last batch of a reading that completes no snapshot, where the source knows it.</summary>
    public bool Ends { get; init; }
}

/// <summary>One record exactly as the source gave it, before mapping.</summary>
/// <param name="Key">The same thing always has the same key.</param>
/// <param name="Payload">UTF-8 JSON; text formats give every field as an untouched string.</param>
/// <param name="Deleted">True when the source itself says that the record is gone.</param>
public sealed record RawRecord(string Key, ReadOnlyMemory<byte> Payload, Position Position, bool Deleted = false)
{
    /// <summary>Why the record cannot be mapped, seen while reading; it goes to quarantine, the rest goes on.</summary>
    public RecordProblem? Problem { get; init; }

    /// <summary>What people should mend in the source though the record can be mapped; told as a finding, and by every reading that gives the record.</summary>
    public RecordRemark? Remark { get; init; }
}

/// <summary>What is wrong with a record's form; quotes no field value.</summary>
/// <param name="Code">Stable and searchable, such as <c>record.ragged</c>.</param>
/// <param name="Path">The field, or empty for the whole record.</param>
/// <param name="Message">What is wrong and the next step.</param>
public sealed record RecordProblem(string Code, string Path, string Message);

/// <summary>Something odd about a record that stops nothing; the hub has a finding of this name that says what it means.</summary>
/// <param name="Rule">Stable and searchable, such as <c>cursor.unfit</c>.</param>
/// <param name="Field">Where it stands.</param>
public sealed record RecordRemark(string Rule, string Field)
{
    /// <summary>The cursor's value does not tell when the record changed, so every reading gives the record.</summary>
    public const string CursorUnfit = "cursor.unfit";
}

/// <summary>Where a record stands in what the source gave, so its original can be shown.</summary>
/// <param name="Index">Line, row or place on the page, counted from one; no two records of one landing share it, so each further part of a file starts at its own multiple of <see cref="PartSize"/>.</param>
/// <param name="ByteOffset">Of the first byte in the original file, or in the part; -1 where the record stands at no byte of its own.</param>
/// <param name="Length">In bytes of the original file, without its line end.</param>
/// <param name="Part">What of the file it stands in, such as a sheet or the member of an archive; null where the file is one.</param>
public readonly record struct Position(long Index, long ByteOffset = -1, int Length = 0, string? Part = null)
{
    /// <summary>Places that one part of a file has.</summary>
    public const long PartSize = 1L << 40;

    /// <summary>Line or row within its part, counted from one.</summary>
    public long Place => Index % PartSize;

    /// <summary>As people say it, such as <c>line 3, bytes 40 to 52</c> or <c>Staff row 7</c>.</summary>
    public string ToText() => this switch
    {
        { ByteOffset: >= 0 } => FormattableString.Invariant($"{Part}{(Part is null ? "" : " ")}line {Place}, bytes {ByteOffset} to {ByteOffset + Length}"),
        { Part: not null } => FormattableString.Invariant($"{Part} row {Place}"),
        _ => FormattableString.Invariant($"record {Place}"),
    };
}
