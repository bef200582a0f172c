using BackOffice.Integration.Engine.Datasets;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>A release as the store holds it.</summary>
/// <param name="Version">Grows with each move.</param>
internal sealed record ReleaseFacts(Release Release, ReleaseHead Head, int Version);

/// <summary>What is known of a release from its draft on, and its number once it is sealed.</summary>
/// <param name="Mode"><c>live</c> or <c>test</c>.</param>
/// <param name="Workspace">Hash of the pinned version, lower-case hex.</param>
internal sealed record ReleaseHead(
    Guid Id, string Export, string Partner, string Mode, ReleaseState State, Period Period, string Workspace, string LayoutVersion, string RowsHash)
{
    public long FromCommitNo { get; init; }

    public long ToCommitNo { get; init; }

    public DateTimeOffset DraftedAt { get; init; }

    public DateTimeOffset? SealedAt { get; init; }

    public long? Number { get; init; }

    public string? VoidReason { get; init; }

    /// <summary>Enough of the id to tell it from any other.</summary>
    public string ShortId => Id.ToString()[..13];

    /// <summary>For people: <c>payroll 3</c>, or <c>payroll next (id)</c>.</summary>
    public string Title => Number is { } number ? $"{Export} {number}" : $"{Export} next ({ShortId})";

    /// <summary>Whether it may still be voided.</summary>
    public bool IsOpen => State is ReleaseState.Drafted or ReleaseState.Held or ReleaseState.Submitted or ReleaseState.Approved;

    /// <summary>Whether the partner holds it.</summary>
    public bool IsOut => State is ReleaseState.Delivered or ReleaseState.Acknowledged;

    public RowsHash HashOf(IEnumerable<FrozenRow> rows) =>
        Releases.RowsHash.Of(rows.Select(row => row.Canonical()), LayoutVersion, Workspace, Partner, Mode);
}
