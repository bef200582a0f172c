using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>What each finding means, for people: on screens and on the reference page.</summary>
public static class FindingReference
{
    // What a run notes by itself, beside the rules that are queries.
    private static readonly (string Name, Severity Severity, string About)[] Notes =
    [
        (RecordRemark.CursorUnfit, Severity.Note, "The cursor column of a row holds neither a time nor a number from which its overlap can be counted, so every run reads the row again; correct the value in the source, or choose another cursor."),
        ("deletes.held", Severity.Note, "A complete reading, or a file that replaces a period, lacks more records than its pipeline's guard lets it delete, so they were kept; send the file again whole, or, where they are gone indeed, raise 'deletes: guard:' in the pipeline and send the same file again."),
        ("field.new", Severity.Note, "The source gives fields that it did not give before, and the stream's mapping does not read them."),
        ("file.empty", Severity.Note, "A file came that holds no record."),
        ("mapping.empty", Severity.Note, "A run mapped records and not one gave an entity: the mapping's where: skips them all, or its each: finds no list."),
        ("period.unreadable", Severity.Note, "Records of a stream that replaces periods hold no date in the field that tells the period, or none that its formats can read: they belong to no period, so no file replaces them; correct 'replaces:' or 'formats:' of the stream."),
        ("selection.empty", Severity.Note, "A file came that holds records, and the stream's where: selects none of them."),
    ];

    private static readonly (string Name, Severity Severity, string About)[] All =
    [
        .. FindingRule.All.Select(rule => (rule.Name, rule.Severity, rule.About)).Concat(Notes).Distinct().OrderBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    /// <summary>What is wrong where a rule does not hold, in one sentence; null for a rule of another program.</summary>
    public static string? AboutOf(string rule) => All.FirstOrDefault(known => known.Name == rule).About;

    /// <summary>Markdown, the same text everywhere.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# Findings\n\nWritten by the code; do not edit. Rules on canonical data, judged at the end of each run, for each connection on its own; the data stays. A finding of severity block on a row of a release fails a gate.\n\n");
        page.Append("| Rule | Severity | What is wrong |\n| --- | --- | --- |\n");
        foreach (var (name, severity, about) in All) page.Append("| `").Append(name).Append("` | ").Append(severity.ToString().ToLowerInvariant()).Append(" | ").Append(about).Append(" |\n");
        return page.ToString();
    }
}
