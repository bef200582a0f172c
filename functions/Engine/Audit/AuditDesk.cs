using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>Proves that nobody edited the store behind the hub's back.</summary>
public sealed class AuditDesk
{
    private readonly IAuditStore audit;
    private readonly IReleaseStore releases;
    private readonly IActorStore actors;
    private readonly TimeProvider clock;
    private readonly AuditedFixes? fixes;

    internal AuditDesk(IAuditStore audit, IReleaseStore releases, IActorStore actors, TimeProvider clock, AuditedFixes? fixes = null) =>
        (this.audit, this.releases, this.actors, this.clock, this.fixes) = (audit, releases, actors, clock, fixes);

    /// <summary>Writes down what somebody did that changes nothing else, such as looking at a person's values.</summary>
    /// <param name="subject">An id or a key, never a value.</param>
    public Task RecordAsync(string actor, string action, string subject, CancellationToken ct) =>
        audit.AppendAsync(new(actor, action, subject, "{}"), clock.GetUtcNow(), ct);

    /// <summary>Walks the chain, hashes every file that a row names, and holds releases, actors, publishers and fixes against what the rows say.</summary>
    public AuditOutcome Verify()
    {
        var rows = audit.Rows();
        List<AuditProblem> problems = [.. ChainProblem(rows)];
        var files = AuditedFile.Named(rows);
        problems.AddRange(files.Select(file => file.Problem(releases.Folder)).OfType<AuditProblem>());
        using var view = releases.Read();
        problems.AddRange(AuditedReleases.Problems(view, rows));
        problems.AddRange(AuditedActors.Problems(actors.All(), rows));
        problems.AddRange(AuditedActors.Problems(view.Versions(), rows));
        if (fixes is not null) problems.AddRange(fixes.Problems(rows));
        problems.AddRange(Anchors(files, rows));
        return new(rows.Count, files.Count, view.Heads().Count, problems);
    }

    // Behind the first break every hash is worthless, so only the first is named.
    private static IEnumerable<AuditProblem> ChainProblem(IReadOnlyList<AuditRow> rows)
    {
        var previous = AuditChain.Origin;
        long number = 0;
        foreach (var row in rows)
        {
            if (row.Number != ++number) return [new("audit.gap", $"audit row {number}", $"Row {number} is missing; restore the store from a backup.")];
            var intact = row.Previous.AsSpan().SequenceEqual(previous) && row.Hash.AsSpan().SequenceEqual(AuditChain.Hash(previous, row.Number, row.At, row.Entry));
            if (!intact) return [new("audit.chain-broken", $"audit row {number}", "This row or the one before it was changed; restore the store from a backup.")];
            previous = row.Hash;
        }

        return [];
    }

    private IEnumerable<AuditProblem> Anchors(IReadOnlyList<AuditedFile> files, IReadOnlyList<AuditRow> rows)
    {
        var heads = rows.Select(row => Convert.ToHexStringLower(row.Hash)).Append(Convert.ToHexStringLower(AuditChain.Origin)).ToHashSet();
        return files
            .Where(file => file.IsManifest && file.Exists(releases.Folder) && !(file.AuditHead(releases.Folder) is { } head && heads.Contains(head)))
            .Select(file => new AuditProblem("audit.anchor-missing", file.Uri, "The chain lacks the head that this manifest names: rows were cut off or rewritten; restore the store from a backup."));
    }
}

/// <summary>What verifying came to.</summary>
public sealed record AuditOutcome(int Rows, int Files, int Releases, IReadOnlyList<AuditProblem> Problems)
{
    public bool Holds => Problems.Count == 0;
}

/// <summary>One thing that is not what the audit log says.</summary>
/// <param name="Code">Stable and searchable, such as <c>audit.chain-broken</c>.</param>
public sealed record AuditProblem(string Code, string Object, string Message);
