using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>The judgements that every release must pass.</summary>
internal static class Gates
{
    public static IReadOnlyList<GateResult> Judge(ExportPlan plan, Drawing drawing, IReadOnlyList<ReleaseTotal> totals, WrittenFile file, IReadOnlyList<OpenFinding> findings) =>
    [
        TotalsTie(plan, totals, file),
        NoStaleRow(drawing),
        AllowedFields(plan, file),
        NoZeroRows(drawing.Rows),
        References(plan, drawing, findings),
        Findings(drawing.Rows, findings),
    ];

    /// <summary>Fails where nobody proved that he published what is new since the last release.</summary>
    public static GateResult PublishedByActors(DecidingFiles files) => GateResult.Of(
        "published-by-actors", files.Unproved.Count == 0,
        files.Unproved.Count == 0 ? "every new file has a publisher" : $"published by nobody in particular: {string.Join(", ", files.Unproved)}; look at them, then `backoffice publish --as LOGIN` and redraft",
        "an actor published every file that is new");

    private static GateResult TotalsTie(ExportPlan plan, IReadOnlyList<ReleaseTotal> totals, WrittenFile file)
    {
        var groups = totals.GroupBy(total => (total.Measure, total.Dimension, total.Currency)).ToList();
        var torn = groups.Where(group => !ReleaseTotal.Tie(group)).ToList();
        var names = torn.Select(group => string.Join(' ', new[] { group.Key.Measure, group.Key.Dimension, group.Key.Currency }.Where(part => part.Length > 0)) + Missing(group)).ToList();
        if (!file.TrailerTies) names.Add("trailer");
        var remedy = torn.Any(group => group.Key.Measure == plan.Amount && group.All(total => total.Stage != "source")) ? "; name the amount's field under totals: of its stream" : "";
        return GateResult.Of("totals-tie", names.Count == 0, names.Count == 0 ? $"{groups.Count} totals tie{(totals.Any(total => total.Stage == "fix") ? ", fixes counted apart" : "")}" : $"do not tie: {string.Join(", ", names)}{remedy}", "source + fixes = canonical = file");
    }

    private static string Missing(IEnumerable<ReleaseTotal> group)
    {
        var missing = ReleaseTotal.Stages.Except(group.Select(total => total.Stage)).ToList();
        return missing.Count == 0 ? "" : $" (no {string.Join(", ", missing)})";
    }

    private static GateResult NoStaleRow(Drawing drawing) => GateResult.Of(
        "no-stale-row", drawing.Stale.Count == 0, drawing.Stale.Count == 0 ? "0 stale rows" : $"{drawing.Stale.Count} stale rows: {Voiding.Text(drawing.Stale)}", "0 stale rows");

    private static GateResult AllowedFields(ExportPlan plan, WrittenFile file)
    {
        var allowed = plan.Partner.Fields.Where(field => !string.IsNullOrWhiteSpace(field.Purpose)).Select(field => field.Name).ToHashSet();
        var layout = plan.Export.Layout;
        var forbidden = layout.Cells.Where(cell => !allowed.Contains(cell)).Select(cell => $"column {cell}").ToList();
        if (file.Headings is not null && !file.Headings.SequenceEqual(layout.Columns.Select(column => column.Heading))) forbidden.Add("other headings than the layout's");
        if (file.Ragged > 0) forbidden.Add($"{file.Ragged} rows with other fields than the layout's");
        return GateResult.Of(
            "allowed-fields", forbidden.Count == 0,
            forbidden.Count == 0 ? $"{layout.Columns.Count} columns, all allowed" : $"not allowed: {string.Join(", ", forbidden)}",
            $"only fields that partner {plan.Partner.Name} may see");
    }

    private static GateResult NoZeroRows(IReadOnlyList<FrozenRow> rows) =>
        GateResult.Of("no-zero-rows", rows.Count > 0, $"{rows.Count} rows", "at least 1 row");

    // A reference that no shown column follows may dangle: nothing that leaves rests on it.
    private static GateResult References(ExportPlan plan, Drawing drawing, IReadOnlyList<OpenFinding> findings)
    {
        var needed = plan.Export.Layout.Cells.Select(cell => plan.Dataset.Column(cell)!.Contributor).ToHashSet();
        var lacking = drawing.Lacks.SelectMany(lacks => lacks.Where(needed.Contains)).GroupBy(alias => alias).Select(group => $"{group.Count()} rows lack {group.Key.Replace('_', ' ')}").ToList();
        var dangling = Touching(drawing.Rows, findings.Where(finding => finding.Rule == "reference.dangling" && Follows(plan, finding))).Count;
        if (dangling > 0) lacking.Add($"{dangling} dangling references");
        return GateResult.Of("references", lacking.Count == 0, lacking.Count == 0 ? "every reference holds" : string.Join(", ", lacking), "every row has what its columns show");
    }

    private static GateResult Findings(IReadOnlyList<FrozenRow> rows, IReadOnlyList<OpenFinding> findings)
    {
        var blocking = Touching(rows, findings.Where(finding => finding.Severity.Equals("block", StringComparison.OrdinalIgnoreCase)));
        return GateResult.Of(
            "findings", blocking.Count == 0,
            blocking.Count == 0 ? "0 block findings" : string.Join(", ", blocking.GroupBy(finding => finding.Rule).Select(group => $"{group.Count()} x {group.Key}")),
            "0 block findings on its rows");
    }

    private static bool Follows(ExportPlan plan, OpenFinding finding) => finding.Field is null || plan.Dataset.Contributors
        .Where(contributor => contributor.Entity.Name == finding.Subject)
        .SelectMany(contributor => contributor.Entity.Fields.Where(field => field.Name == finding.Field))
        .Any(field => plan.Dataset.Contributors.Any(contributor => contributor.Entity.Name == field.References));

    private static List<OpenFinding> Touching(IReadOnlyList<FrozenRow> rows, IEnumerable<OpenFinding> findings)
    {
        var behind = rows.SelectMany(row => row.From).Select(origin => (origin.Entity, origin.Connection, origin.Key)).ToHashSet();
        return [.. findings.Where(finding => behind.Contains((finding.Subject, finding.Connection ?? "", finding.Key ?? "")))];
    }
}
