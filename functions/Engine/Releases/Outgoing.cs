using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>A release on its way, as people who do not work on it ask about it.</summary>
/// <param name="Files">Without the manifest, which is for programs.</param>
/// <param name="At">When the partner got it; until then when it was drafted.</param>
/// <param name="Approvals">How many have approved it, of <paramref name="ApprovalsWanted"/>.</param>
public sealed record Outgoing(
    string Release, string Export, string Partner, string Period, ReleaseState State, IReadOnlyList<string> Files, long Rows, DateTimeOffset At, int Approvals, int ApprovalsWanted)
{
    internal static Outgoing Of(IReleaseView view, ReleaseHead head)
    {
        var release = view.Facts(head.Id).Release;
        var arrived = view.Attempts(head.Id).Where(attempt => attempt.ErrorCode is null).Max(attempt => attempt.EndedAt);
        return new(
            head.Title,
            head.Export,
            head.Partner,
            head.Period.ToString(),
            head.State,
            [.. release.Files.Select(file => file.Name).Where(name => !name.EndsWith(Manifest.Ending, StringComparison.Ordinal))],
            view.CountRows(head.Id),
            head.IsOut ? arrived ?? head.SealedAt ?? head.DraftedAt : head.DraftedAt,
            release.Approvals.Count(made => made.Decision == Decision.Approved),
            release.ApprovalsWanted);
    }
}
