using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>Holds fixes and dismissals against the audit rows that tell of them.</summary>
internal sealed class AuditedFixes(IFixStore fixes, IQuarantineStore quarantine, FixHashes hashes)
{
    public const string Fixed = "quarantine.fixed";
    public const string Dismissed = "quarantine.dismissed";

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

        foreach (var gone in told.Select(row => row.Key).Except(stored.Select(fix => fix.Id.ToString())))
            yield return new("audit.fix-gone", gone ?? "", "The log tells of this fix, and the store lacks it; restore it from a backup.");
    }

    private IEnumerable<AuditProblem> OfDismissals(IReadOnlyList<AuditRow> rows)
    {
        var told = rows.Where(row => row.Entry.Action == Dismissed).Select(row => (row.Entry.Object, row.Entry.Actor)).ToHashSet();
        var items = quarantine.ListAsync(null, onlyOpen: false, CancellationToken.None).GetAwaiter().GetResult();
        return items
            .Where(item => item.State == "Dismissed" && !told.Contains((item.Id.ToString(), item.DismissedBy ?? "")))
            .Select(item => new AuditProblem("audit.dismissal-untold", item.Id.ToString(), "No audit row tells who dismissed this record; the store was edited: restore it from a backup."));
    }
}
