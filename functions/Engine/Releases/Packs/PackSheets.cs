using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>The sheets that say how a pack was judged, beside its figures.</summary>
internal static class PackSheets
{
    public static Summary Control { get; } = new(
        "control-sheet",
        "Control sheet",
        "Each figure summed four times: by the sources from their own bytes, by the hub, in this workbook and in the file beside it; corrections and rounding stand apart.",
        "",
        [
            Key("figure", "Figure"),
            Key("books", "Books"),
            Key("currency", "Currency"),
            Money("source", "Sources"),
            Money("corrections", "Corrections"),
            Money("rounding", "Rounding"),
            Money("hub", "Hub"),
            Money("workbook", "This workbook"),
            Money("difference", "Difference"),
            Shown("verdict", "Verdict"),
        ]);

    public static Summary Waiting { get; } = new(
        "waiting",
        "What waits",
        "Records that could not be taken over yet and so are in no figure, with who looks after them.",
        "",
        [Key("pipeline", "Pipeline"), Key("owner", "Waits for"), Count("records", "Records"), Latest("since", "Oldest since")]);

    public static Summary Problems { get; } = new(
        "problems",
        "What is incomplete",
        "Where a figure lacks something it needs, and what to do about it.",
        "",
        [Key("dataset", "Dataset"), Key("problem", "Problem"), Key("what", "What"), Shown("next", "What to do")]);

    /// <summary>In the order of the workbook, before the figures.</summary>
    public static IReadOnlyList<Summary> All { get; } = [Control, Problems, Waiting];

    public static Summary Named(string name) => All.First(sheet => sheet.Name == name);
}
