using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Why;

/// <summary>Where a value came from, told from stored facts alone.</summary>
/// <param name="Cell">Only when a cell of a release was asked for.</param>
/// <param name="Entity">Null where the row lacks the entity that the column shows.</param>
public sealed record WhyAnswer(ReleasedCell? Cell, EntityWhy? Entity)
{
    /// <summary>Only for a cell that adds up many records.</summary>
    public FigureWhy? Figure { get; init; }

    /// <summary>False where the pinned mapping no longer gives a value that was asked for.</summary>
    public bool Reproducible => Figure is { } figure ? figure.Unchanged : Entity is null || Entity.Fields.All(one => one.Reproducible);
}

/// <summary>What a figure adds up.</summary>
/// <param name="Rule">How it is worked out, as the dataset says it.</param>
/// <param name="Keys">What the records have in common, by column.</param>
/// <param name="Records">How many there were.</param>
/// <param name="Unchanged">Whether the very same records still give the very same row.</param>
public sealed record FigureWhy(string Dataset, string Rule, IReadOnlyDictionary<string, string> Keys, long Records, bool Unchanged, string Period);

/// <summary>A cell of a release.</summary>
/// <param name="Shown">As the file writes it.</param>
/// <param name="Frozen">As the dataset gave it.</param>
/// <param name="Column">Of the dataset.</param>
/// <param name="Approvers">Logins.</param>
public sealed record ReleasedCell(
    string File, string Release, long? Number, ReleaseState State, IReadOnlyList<string> Approvers, int Row, string Heading, string Column, string? Frozen, string Shown, FieldClass Class, string Workspace, string LayoutVersion);

/// <summary>An entity, how each field came about, and what its source gave.</summary>
/// <param name="ValidFrom">ISO date, for effective-dated entities.</param>
/// <param name="Mapping">Null where no published workspace holds it.</param>
/// <param name="OtherDates">Further <c>valid_from</c> days that the store holds of it.</param>
public sealed record EntityWhy(
    string Entity,
    string Connection,
    string Key,
    string? ValidFrom,
    IReadOnlyList<FieldWhy> Fields,
    MappingWhy? Mapping,
    RawWhy Raw,
    CommitWhy Commit,
    IReadOnlyList<string> Findings,
    IReadOnlyList<FixWhy> Fixes,
    IReadOnlyList<string> OtherDates)
{
    /// <summary>Where people see the raw record in its system; null where nobody said so.</summary>
    public RecordLink? Link { get; init; }
}

/// <summary>One field: its value, the expression that gives it and what that read.</summary>
/// <param name="Problem">Why the value cannot be reproduced; null where it can.</param>
public sealed record FieldWhy(
    string Field, string? Value, FieldClass Class, string? Expression, int? Line, IReadOnlyList<RawValue> Read, string? Problem)
{
    public bool Reproducible => Problem is null;
}

/// <summary>The mapping file that gave the entity, and who published it.</summary>
public sealed record MappingWhy(string Path, string Sha256, string Workspace, string? PublishedBy, DateTimeOffset? PublishedAt);

/// <summary>Where the raw record stands in what the source gave.</summary>
/// <param name="File">Null where the record came in no file.</param>
/// <param name="Line">Line or row within its part, counted from one.</param>
/// <param name="ByteOffset">-1 where the record stands at no byte of its own.</param>
/// <param name="Part">A sheet or the member of an archive; null where the file is one.</param>
/// <param name="Place">As people say it.</param>
/// <param name="Intact">Whether the landing still gives the very bytes.</param>
public sealed record RawWhy(string Connection, string Stream, string Key, string? File, string? FileSha256, long Line, long ByteOffset, int Length, string? Part, string Place, bool Intact);

/// <summary>The commit that brought the entity.</summary>
public sealed record CommitWhy(string Id, long Number, DateTimeOffset At);

/// <summary>A correction that an actor made, and which the value rests on.</summary>
/// <param name="Was">As the source gave it; null where it gave nothing.</param>
/// <param name="Now">As it was mapped.</param>
public sealed record FixWhy(string Path, string Actor, string Reason, DateTimeOffset At, string? Was, string? Now)
{
    /// <summary>Who has taken it back since; the value rests on it until its record is mapped without it.</summary>
    public Withdrawal? Withdrawn { get; init; }

    internal static FixWhy Of(RecordFix fix, ReadOnlyMemory<byte> payload) => new(
        fix.Path, fix.Actor, fix.Reason, fix.At, payload.IsEmpty ? null : ScalarText.At(payload.Span, fix.Path), ScalarText.Of(System.Text.Encoding.UTF8.GetBytes(fix.NewValue)))
    {
        Withdrawn = fix.Withdrawn,
    };
}
