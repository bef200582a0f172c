using System.Globalization;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>Holds every release against the audit rows that tell of it.</summary>
internal static class AuditedReleases
{
    // Somebody looked; nothing moved.
    private const string Revealed = "release.revealed";

    private static readonly Dictionary<string, string[]> From = new()
    {
        ["release.overridden"] = ["Held"],
        ["release.approved"] = ["Submitted"],
        ["release.rejected"] = ["Submitted"],
        ["release.sealed"] = ["Approved"],
        ["release.delivered"] = ["Sealed"],
    };

    public static IEnumerable<AuditProblem> Problems(IReleaseView view, IReadOnlyList<AuditRow> rows)
    {
        var told = rows.Where(row => row.Entry.Action.StartsWith("release.", StringComparison.Ordinal) && row.Entry.Action != Revealed).ToLookup(row => row.Entry.Object);
        var heads = view.Heads();
        var known = heads.Select(head => head.Id.ToString()).ToHashSet();
        return [.. heads.SelectMany(head => Problems(view, head, [.. told[head.Id.ToString()]])),
            .. told.Where(release => !known.Contains(release.Key)).Select(release => new AuditProblem("audit.release-gone", release.Key, $"Audit row {release.First().Number} tells of a release that the store lacks; restore it from a backup."))];
    }

    private static IEnumerable<AuditProblem> Problems(IReleaseView view, ReleaseHead head, List<AuditRow> told)
    {
        if (told.Find(row => row.Entry.Action == "release.drafted") is not { } drafted)
        {
            yield return Problem("audit.release-untold", head, "No audit row tells of its draft");
            yield break;
        }

        if (AuditDetail.Text(drafted, "rowsHash") != head.RowsHash) yield return Problem("audit.rows-hash-changed", head, $"Its rows_hash is not the one of audit row {drafted.Number}");
        if (AuditDetail.Text(drafted, "frozen") != view.FrozenHash(head.Id)) yield return Problem("audit.rows-changed", head, $"Its frozen rows are not those of audit row {drafted.Number}");
        else if (head.HashOf(view.Rows(head.Id)).Hex != head.RowsHash) yield return Problem("audit.rows-hash-differs", head, "Its rows do not give its rows_hash: partner, mode, layout or workspace version was changed");
        if (AuditDetail.Text(told[^1], "state") != head.State.ToString()) yield return Problem("audit.state-changed", head, $"Its state is not the one of audit row {told[^1].Number}");
        if (AuditDetail.Text(drafted, "participants") != Participants.Text(view.Participants(head.Id))) yield return Problem("audit.participants-changed", head, $"Its participants are not those of audit row {drafted.Number}");
        if (Illegal(told) is { } illegal) yield return Problem("audit.move-illegal", head, $"Audit row {illegal.Number} tells of a move that its state did not allow");
        if (Number(told) != head.Number?.ToString(CultureInfo.InvariantCulture)) yield return Problem("audit.number-changed", head, "Its number is not the one it was sealed under");
        if (!Decisions(told).SequenceEqual(Decisions(view, head))) yield return Problem("audit.decisions-changed", head, "Its approvals and rejections are not those the log tells of");
        if (!Files(told).SequenceEqual(view.Facts(head.Id).Release.Files.Select(file => file.Sha256).Order(StringComparer.Ordinal))) yield return Problem("audit.files-changed", head, "Its files are not those it was sealed with");
    }

    // A state edited in the store lets the hub itself go on from there.
    private static AuditRow? Illegal(List<AuditRow> told) => told.Zip(told.Skip(1))
        .FirstOrDefault(pair => From.GetValueOrDefault(pair.Second.Entry.Action) is { } from && !from.Contains(AuditDetail.Text(pair.First, "state"))).Second;

    private static string? Number(List<AuditRow> told) =>
        told.Find(row => row.Entry.Action == "release.sealed") is { } row ? AuditDetail.Text(row, "number") : null;

    private static IEnumerable<string> Decisions(List<AuditRow> told) => told
        .Where(row => row.Entry.Action is "release.approved" or "release.rejected")
        .Select(row => $"{row.Entry.Actor} {row.Entry.Action["release.".Length..]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Decisions(IReleaseView view, ReleaseHead head) => view.Facts(head.Id).Release.Approvals
        .Select(made => $"{made.By.Login} {(made.Decision == Decision.Approved ? "approved" : "rejected")}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(List<AuditRow> told) =>
        AuditedFile.Named(told).Select(file => file.Sha256).Order(StringComparer.Ordinal);

    private static AuditProblem Problem(string code, ReleaseHead head, string what) =>
        new(code, head.Title, $"{what}; the store was edited: restore it from a backup.");
}
