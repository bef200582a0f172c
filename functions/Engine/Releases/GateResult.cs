using System.Globalization;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>A judgement on a release.</summary>
/// <param name="Measured">For people; counts and names, no values.</param>
/// <param name="State"><c>Passed</c>, <c>Failed</c> or <c>Overridden</c>.</param>
public sealed record GateResult(string Gate, string Measured, string Threshold, string State)
{
    public string? OverriddenBy { get; init; }

    public string? Reason { get; init; }

    internal static GateResult Of(string gate, bool passed, string measured, string threshold) =>
        new(gate, measured, threshold, passed ? "Passed" : "Failed");
}

/// <summary>One control total of one stage.</summary>
/// <param name="Stage"><c>source</c>, <c>fix</c> (what fixes add to the source), <c>rounding</c> (what rounding in the mapping adds), <c>canonical</c>, <c>file</c> or <c>ack</c>.</param>
/// <param name="Measure"><c>rows</c>, or the column that is summed.</param>
/// <param name="Dimension">Such as the company; empty where the file does not show it.</param>
/// <param name="Value">With four digits behind the point: 1.25 is 12500; rows are plain counts.</param>
public sealed record ReleaseTotal(string Stage, string Measure, string Dimension, string Currency, long Value)
{
    /// <summary>The stages that every measure must have; what fixes and rounding add are stages beside them.</summary>
    internal static IReadOnlyList<string> Stages { get; } = ["source", "canonical", "file"];

    /// <summary>Whether the stages of one measure tie; what people corrected counts with the source, and is told apart.</summary>
    public static bool Tie(IEnumerable<ReleaseTotal> line)
    {
        var added = line.Where(IsBeside).Sum(total => total.Value);
        var stages = line.Where(total => !IsBeside(total)).ToList();
        return stages.Count == Stages.Count && stages.Select(total => total.Stage == "source" ? total.Value + added : total.Value).Distinct().Count() == 1;
    }

    private static bool IsBeside(ReleaseTotal total) => total.Stage is "fix" or "rounding";

    /// <summary>For people and manifests: a count, or an exact decimal.</summary>
    public string Text => Measure == "rows"
        ? Value.ToString(CultureInfo.InvariantCulture)
        : (Value / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture);
}
