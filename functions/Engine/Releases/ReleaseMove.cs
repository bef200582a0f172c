using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>All that one move of a release changes: one value, one durable transaction.</summary>
/// <param name="Audit">Written in this order with the fact.</param>
internal sealed record ReleaseMove(ReleaseFacts Before, Release After, DateTimeOffset At, IReadOnlyList<AuditEntry> Audit)
{
    /// <summary>Taken by sealing.</summary>
    public long? Number { get; init; }

    /// <summary>In the order of the files; given by delivering.</summary>
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];
}

/// <summary>A release that does not exist yet, with all that freezes in it.</summary>
/// <param name="Release">Already evaluated: held or submitted.</param>
internal sealed record ReleaseDraft(
    ReleaseHead Head,
    Release Release,
    IReadOnlyList<FrozenRow> Rows,
    IReadOnlyList<ReleaseTotal> Totals,
    IReadOnlyList<GateResult> Gates,
    IReadOnlyList<Participant> Participants,
    IReadOnlyList<AuditEntry> Audit);

/// <summary>An actor who had a hand in a release, and how: <c>drafted</c>, <c>fixed</c> or <c>published</c>.</summary>
internal sealed record Participant(Actor Actor, string Role);
