namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>The rows of a summary, and what is not as it should be about them.</summary>
internal sealed record SummaryResult(IReadOnlyList<SummaryRow> Rows, IReadOnlyList<DatasetProblem> Problems)
{
    public SummaryResult(IEnumerable<SummaryRow> rows)
        : this([.. rows], [])
    {
    }
}
