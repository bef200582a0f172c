using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>One line of the list of releases.</summary>
/// <param name="Number">Null until it is sealed.</param>
public sealed record ReleaseListing(
    Guid Id, string ShortId, string Export, string Partner, string Mode, string Period, ReleaseState State, long? Number, DateTimeOffset DraftedAt, DateTimeOffset? SealedAt, string RowsHash)
{
    internal static ReleaseListing Of(ReleaseHead head) => new(
        head.Id, head.ShortId, head.Export, head.Partner, head.Mode, head.Period.ToString(), head.State, head.Number, head.DraftedAt, head.SealedAt, head.RowsHash);
}

/// <summary>All that is known of a release but its rows.</summary>
/// <param name="Workspace">Hash of the pinned version.</param>
public sealed record ReleaseDetail(
    ReleaseListing Release,
    string Workspace,
    string LayoutVersion,
    string? VoidReason,
    int ApprovalsWanted,
    IReadOnlyList<ReleaseDecision> Decisions,
    IReadOnlyList<ReleaseParticipant> Participants,
    IReadOnlyList<GateResult> Gates,
    IReadOnlyList<ReleaseTotal> Totals,
    IReadOnlyList<ReleaseFile> Files,
    IReadOnlyList<DeliveryAttempt> Attempts)
{
    internal static ReleaseDetail Of(IReleaseView view, ReleaseHead head, string folder)
    {
        var release = view.Facts(head.Id).Release;
        return new(
            ReleaseListing.Of(head),
            head.Workspace,
            head.LayoutVersion,
            head.VoidReason,
            release.ApprovalsWanted,
            [.. release.Approvals.Select(made => new ReleaseDecision(made.By.Login, made.Decision, made.At, made.Reason))],
            [.. view.Participants(head.Id).Select(participant => new ReleaseParticipant(participant.Actor.Login, participant.Role))],
            view.Gates(head.Id),
            view.Totals(head.Id),
            [.. release.Files.Select(file => new ReleaseFile(file.Name, Path.Combine(folder, file.Uri), file.Length, file.Sha256))],
            view.Attempts(head.Id));
    }
}

/// <summary>An actor's word on a release.</summary>
public sealed record ReleaseDecision(string Login, Decision Decision, DateTimeOffset At, string? Reason);

/// <summary>An actor who may not decide on a release, and why: <c>drafted</c>, <c>fixed</c> or <c>published</c>.</summary>
public sealed record ReleaseParticipant(string Login, string Role);

/// <summary>A sealed file on disk.</summary>
public sealed record ReleaseFile(string Name, string Path, long Length, string Sha256);
