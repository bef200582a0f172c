using BackOffice.Integration.Engine.Landing;
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

    /// <summary>False when the record's form is at fault: mapping it again cannot help, only a corrected source can.</summary>
    public bool CanReplay => !Issues.Any(issue => issue.Code.Split('.')[0] is "record" or "encoding" or "json" or "key");
}

/// <summary>A waiting record with what the source gave.</summary>
/// <param name="Payload">UTF-8 JSON, unmasked: the caller masks it.</param>
public sealed record QuarantinedOriginal(QuarantineItem Item, string Payload);
