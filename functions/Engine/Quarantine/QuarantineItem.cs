using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Quarantine;

/// <summary>A raw record that could not be mapped and waits.</summary>
/// <param name="Line">Line or row where it stands in its file or part, counted from one.</param>
public sealed record QuarantineItem(
    Guid Id, string Pipeline, string Connection, string Stream, string Key, string State, string? File, long Line, DateTimeOffset OpenedAt, IReadOnlyList<Issue> Issues)
{
    /// <summary>A sheet or the member of an archive; null where the file is one.</summary>
    public string? Part { get; init; }

    internal RawReference? Reference { get; init; }

    /// <summary>As its source knows it; a repetition waits under a key of its own.</summary>
    internal string SourceKey => Issues.Any(issue => issue is { Code: "key.duplicate", InMapping: false }) && Key.LastIndexOf(" (line ", StringComparison.Ordinal) is > 0 and var end ? Key[..end] : Key;

    /// <summary>Hash of the mapping file that could not map it, hex.</summary>
    internal string Mapping { get; init; } = "";

    /// <summary>The role or login that looks after it; null where neither a rule nor the pipeline names one.</summary>
    public string? Owner { get; init; }

    /// <summary>How often it was tried since it was opened.</summary>
    public long Tries { get; init; } = 1;

    /// <summary>How long it waits, or waited until somebody dismissed it.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Login of who dismissed it, or null.</summary>
    public string? DismissedBy { get; init; }

    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>Login of who took its dismissal back, or null.</summary>
    public string? ReopenedBy { get; init; }

    /// <summary>Why it was dismissed, or reopened.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the record maps by now, or whether its source has ended a dismissal.</summary>
    internal bool Ended { get; init; }

    /// <summary>False when the record's form is at fault: mapping it again cannot help, only a corrected source can.</summary>
    public bool CanReplay => !Issues.Any(issue => !issue.InMapping && issue.Code.Split('.')[0] is "record" or "encoding" or "json" or "key");
}

/// <summary>A waiting record with what the source gave.</summary>
/// <param name="Payload">UTF-8 JSON, unmasked: the caller masks it.</param>
/// <param name="Fixes">Corrections of it in force, oldest first; their values are unmasked as well.</param>
/// <param name="Link">Where people see it in its system; null where nobody said so.</param>
public sealed record QuarantinedOriginal(QuarantineItem Item, string Payload, IReadOnlyList<FixWhy> Fixes, RecordLink? Link);
