using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>Holds fixes and dismissals against the audit rows that tell of them.</summary>
internal sealed class AuditedFixes(IFixStore fixes, IQuarantineStore quarantine, FixHashes hashes)
{
    public const string Fixed = "quarantine.fixed";
    public const string Withdrawn = "quarantine.fix-withdrawn";
    public const string Dismissed = "quarantine.dismissed";
    public const string Reopened = "quarantine.reopened";

    public IEnumerable<AuditProblem> Problems(IReadOnlyList<AuditRow> rows) => [.. OfFixes(rows), .. OfDismissals(rows)];

    private IEnumerable<AuditProblem> OfFixes(IReadOnlyList<AuditRow> rows)
    {
        var stored = fixes.ListAsync(CancellationToken.None).GetAwaiter().GetResult();
        var told = rows.Where(row => row.Entry.Action == Fixed).ToLookup(row => AuditDetail.Text(row, "fix"));
        foreach (var fix in stored)
        {
            if (!told[fix.Id.ToString()].Any(row => row.Entry.Actor == fix.Actor && AuditDetail.Text(row, "fingerprint") == hashes.Fingerprint(fix)))
                yield return new("audit.fix-changed", fix.Id.ToString(), "This fix is not the one that the log tells of; the store was edited: restore it from a backup.");
        }

        var withdrawn = rows.Where(row => row.Entry.Action == Withdrawn).Select(row => (AuditDetail.Text(row, "fix"), row.Entry.Actor)).ToHashSet();
        foreach (var fix in stored.Where(fix => fix.Withdrawn is { } by ? !withdrawn.Contains((fix.Id.ToString(), by.Actor)) : withdrawn.Any(told => told.Item1 == fix.Id.ToString())))
            yield return new("audit.withdrawal-differs", fix.Id.ToString(), "Whether this fix was taken back, and by whom, is not what the log tells; the store was edited: restore it from a backup.");

        foreach (var gone in told.Select(row => row.Key).Except(stored.Select(fix => fix.Id.ToString())))
            yield return new("audit.fix-gone", gone ?? "", "The log tells of this fix, and the store lacks it; restore it from a backup.");
    }

    private IEnumerable<AuditProblem> OfDismissals(IReadOnlyList<AuditRow> rows)
    {
        var last = rows.Where(row => row.Entry.Action is Dismissed or Reopened).GroupBy(row => row.Entry.Object).Select(item => item.MaxBy(row => row.Number)!.Entry);
        var told = last.Where(entry => entry.Action == Dismissed).Select(entry => (entry.Object, entry.Actor)).ToHashSet();
        var items = quarantine.ListAsync(null, onlyOpen: false, CancellationToken.None).GetAwaiter().GetResult();
        return items
            .Where(item => item.State == "Dismissed" && !told.Contains((item.Id.ToString(), item.DismissedBy ?? "")))
            .Select(item => new AuditProblem("audit.dismissal-untold", item.Id.ToString(), "No audit row tells who dismissed this record; the store was edited: restore it from a backup."));
    }
}
