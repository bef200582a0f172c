using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The tables that tell of a release.</summary>
internal static class ReleaseTables
{
    public static void Gates(Screen screen, IReadOnlyList<GateResult> gates)
    {
        screen.Title("Gates");
        screen.Table(gates, ("gate", gate => gate.Gate), ("state", gate => gate.State), ("measured", gate => gate.Measured), ("threshold", gate => gate.Threshold), ("overridden by", gate => gate.OverriddenBy), ("reason", gate => gate.Reason));
    }

    /// <summary>One line per measure, its stages side by side.</summary>
    public static void Totals(Screen screen, IReadOnlyList<ReleaseTotal> totals)
    {
        screen.Title("Totals");
        string[] stages = totals.Any(total => total.Stage == "fix") ? ["source", "fix", "canonical", "file"] : ["source", "canonical", "file"];
        screen.Table(
            totals.GroupBy(total => (total.Measure, total.Dimension, total.Currency)),
            [
                ("measure", line => line.Key.Measure),
                ("of", line => line.Key.Dimension),
                ("currency", line => line.Key.Currency),
                .. stages.Select(stage => (stage == "fix" ? "by fixes" : stage, (Func<IGrouping<(string Measure, string Dimension, string Currency), ReleaseTotal>, object?>)(line => Stage(line, stage)))),
            ]);
    }

    public static string? Stage(IEnumerable<ReleaseTotal> totals, string stage) => totals.FirstOrDefault(total => total.Stage == stage)?.Text;
}
