using BackOffice.Integration.Engine.Findings.Rules;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>A rule judged at a run's end: portable SQL that lists where it does not hold.</summary>
/// <param name="About">What is wrong where it does not hold, in one sentence.</param>
/// <param name="Sql">Gives subject, key and detail for the connection <c>@connection</c>; sums run in integers.</param>
internal sealed record FindingRule(string Name, Severity Severity, string About, string Sql)
{
    /// <summary>A query that says whether the rule applies at all; null where it always does.</summary>
    public string? Applies { get; init; }

    /// <summary>How to judge only what commits may have changed; null where the rule is judged as a whole.</summary>
    public NarrowRule? Narrow { get; init; }

    public static IReadOnlyList<FindingRule> All { get; } =
        [.. AccountingRules.All, .. HrRules.All, .. InventoryRules.All, .. HelpdeskRules.All, .. SharedRules.All];
}

/// <summary>A rule where only commits after <c>@judged</c> can have changed what it says.</summary>
/// <param name="Touched">Lists the keys in question.</param>
/// <param name="Sql">The rule among the keys of the table <c>touched</c>.</param>
internal sealed record NarrowRule(string Touched, string Sql);
