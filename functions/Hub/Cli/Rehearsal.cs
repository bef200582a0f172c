using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>What a rehearsal came to.</summary>
/// <param name="Against">The release that is out and was compared with; null where none is.</param>
/// <param name="Findings">Rules that hold no longer, with how often.</param>
/// <param name="FailedGates">What would hold the release.</param>
/// <param name="Closed">Connections that could not be read.</param>
/// <param name="Remarks">Files that were passed over, and what was taken for granted.</param>
internal sealed record Rehearsal(
    string Export,
    string Period,
    int Rows,
    string? Against,
    RehearsedChanges Changes,
    IReadOnlyList<RehearsedRun> Runs,
    IReadOnlyList<RehearsedFinding> Findings,
    IReadOnlyList<GateResult> FailedGates,
    IReadOnlyList<ReleaseTotal> Totals,
    IReadOnlyList<ClosedConnection> Closed,
    IReadOnlyList<string> Remarks)
{
    private const string FieldVanished = "source.field-vanished";

    /// <summary>Records that would wait in quarantine.</summary>
    public long WouldWait => Runs.Sum(run => run.Quarantined);

    public IReadOnlyList<string> LostFields => [.. Runs.Where(run => run.ErrorCode == FieldVanished).Select(run => run.Pipeline).Distinct()];

    public bool WouldBeHeld => WouldWait > 0 || FailedGates.Count > 0 || Closed.Count > 0 || Runs.Any(run => run.ErrorCode is not null);

    public string Sentence => $"{Export} for {Period}: {string.Join(", ", Parts())}.";

    private IEnumerable<string> Parts()
    {
        yield return Count(Rows, "row");
        yield return Against is null ? "nothing is out yet to compare with" : $"{Count(Changes.All, "change")} since {Against}";
        yield return WouldWait == 0 ? "no record would wait" : $"{Count(WouldWait, "record")} would wait in quarantine";
        yield return FailedGates.Count == 0 ? "no gate would hold it" : $"held by {string.Join(" and ", FailedGates.Select(gate => gate.Gate))}";
        if (LostFields.Count > 0) yield return $"the source of {string.Join(" and ", LostFields)} lost a field";
        var failed = Runs.Where(run => run.ErrorCode is not null and not FieldVanished).Select(run => run.Pipeline).Distinct().ToList();
        if (failed.Count > 0) yield return $"{string.Join(" and ", failed)} could not be read";
    }

    private static string Count(long count, string what) => FormattableString.Invariant($"{count:#,##0} {what}{(count == 1 ? "" : "s")}");
}

/// <summary>Rows that differ from the release that is out.</summary>
internal sealed record RehearsedChanges(int Added, int Changed, int Removed)
{
    public int All => Added + Changed + Removed;
}

/// <summary>One reading of a pipeline.</summary>
internal sealed record RehearsedRun(string Pipeline, string? File, long Read, long Mapped, long Unchanged, long Quarantined, long Deleted, string? ErrorCode, string? Message)
{
    public static RehearsedRun Of(RunLine line) => new(
        line.Pipeline, line.File, line.Outcome.Counts.Read, line.Outcome.Counts.Mapped, line.Outcome.Counts.Unchanged, line.Outcome.Counts.Quarantined, line.Outcome.Counts.Deleted, line.Outcome.ErrorCode, line.Outcome.Message);
}

/// <summary>A rule that would hold no longer.</summary>
internal sealed record RehearsedFinding(string Rule, int Count);

/// <summary>A connection that does not let itself be read.</summary>
internal sealed record ClosedConnection(string Connection, string Code, string Message);

/// <summary>A rehearsal as people read it.</summary>
internal static class RehearsalText
{
    public static void Show(Screen screen, Rehearsal rehearsal)
    {
        screen.JsonOnly(rehearsal);
        if (screen.Json) return;
        screen.Say(rehearsal.Sentence);
        if (rehearsal is { Against: not null, Changes.All: > 0 }) screen.Say($"Changes: {rehearsal.Changes.Added} added, {rehearsal.Changes.Changed} changed, {rehearsal.Changes.Removed} removed.");
        foreach (var gate in rehearsal.FailedGates) screen.Say($"Gate {gate.Gate}: {gate.Measured}.");
        foreach (var run in rehearsal.Runs.Where(run => run.Message is not null)) screen.Say($"Pipeline {run.Pipeline}: {run.Message}");
        foreach (var one in rehearsal.Closed) screen.Say($"Connection {one.Connection}: {one.Message}");
        if (rehearsal.Findings.Count > 0) screen.Say($"New findings: {string.Join(", ", rehearsal.Findings.Select(finding => $"{finding.Count} x {finding.Rule}"))}.");
        foreach (var remark in rehearsal.Remarks) screen.Say(remark);
        screen.Say("Nothing was kept: the hub and its sources are as they were.");
    }
}
