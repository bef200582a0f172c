namespace BackOffice.Integration.Engine.Datasets;

/// <summary>What is not as it should be about figures, told with them: a finding belongs to a run, which knows no period.</summary>
/// <param name="Code">Stable, such as <c>rate.missing</c>.</param>
/// <param name="What">Which figures, and what is wrong.</param>
/// <param name="Next">What to do.</param>
public sealed record DatasetProblem(string Code, string What, string Next);
