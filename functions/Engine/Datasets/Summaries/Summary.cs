namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>A dataset whose rows are figures over many records.</summary>
/// <param name="Title">What finance calls it.</param>
/// <param name="About">What it shows and by which rule, for people who release it.</param>
/// <param name="Entity">The entity that its records are; the query gives one record for each that counts.</param>
internal sealed record Summary(string Name, string Title, string About, string Entity, IReadOnlyList<SummaryColumn> Columns)
{
    /// <summary>Rows that are worth showing; all when null.</summary>
    public Func<SummaryRow, bool>? Keeps { get; init; }

    /// <summary>Fills the computed cells of a row in place.</summary>
    public Action<object?[]>? Computes { get; init; }

    /// <summary>Makes the rows from other summaries and queries; null where one query is gathered.</summary>
    public Func<SummarySources, SummaryResult>? Drawn { get; init; }

    /// <summary>What is to be told with the rows, among which those that are not worth showing still are.</summary>
    public Func<SummarySources, IReadOnlyList<SummaryRow>, IEnumerable<DatasetProblem>>? Checks { get; init; }

    /// <summary>The datasets that it is made from, where it is <see cref="Drawn"/>.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Columns that the query must give.</summary>
    public List<SummaryColumn> Asked { get; } = [.. Columns.Where(column => column.Gathering != Gathering.Computed)];

    public int Place(string column)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (Columns[place].Name == column) return place;
        throw new ArgumentException($"The summary {Name} has no column {column}.", nameof(column));
    }

    /// <summary>Whether a figure is held against the source: its column adds up a field of the entity.</summary>
    public bool Ties => Columns.Any(column => column.Field is not null);
}
