namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>A dataset whose rows are figures over many records.</summary>
/// <param name="Title">What finance calls it.</param>
/// <param name="About">What it shows and by which rule, for people who release it.</param>
/// <param name="Entity">The entity that its records are; the query gives one record for each that counts.</param>
internal sealed record Summary(string Name, string Title, string About, string Entity, IReadOnlyList<SummaryColumn> Columns)
{
    /// <summary>Rows that are worth showing; all when null.</summary>
    public Func<SummaryRow, bool>? Keeps { get; init; }

    /// <summary>Makes each record's cells before it is gathered; null where the query gives them itself.</summary>
    public RecordStep? Each { get; init; }

    /// <summary>Fills the computed cells of a row in place.</summary>
    public Action<object?[]>? Computes { get; init; }

    /// <summary>Makes the rows from other summaries and queries; null where one query is gathered.</summary>
    public Func<SummarySources, SummaryResult>? Drawn { get; init; }

    /// <summary>What is to be told with the rows, among which those that are not worth showing still are.</summary>
    public Func<SummarySources, IReadOnlyList<SummaryRow>, IEnumerable<DatasetProblem>>? Checks { get; init; }

    /// <summary>The figure that a picture of it shows; null where it is the last one.</summary>
    public string? Pictured { get; init; }

    /// <summary>The datasets that it is made from, where it is <see cref="Drawn"/>.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Entities other than its own that its figures change with, beside those of <see cref="From"/>.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Columns that are gathered; the query gives them, or <see cref="Each"/> makes them of what it gives.</summary>
    public List<SummaryColumn> Asked { get; } = [.. Columns.Where(column => column.Gathering != Gathering.Computed)];

    /// <summary>Whether a figure changes with entities of this name.</summary>
    public bool RestsOn(string entity) => Entity == entity || Beside.Contains(entity) || From.Any(name => SummaryCatalog.Named(name)?.RestsOn(entity) == true);

    public int Place(string column)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (Columns[place].Name == column) return place;
        throw new ArgumentException($"The summary {Name} has no column {column}.", nameof(column));
    }

    /// <summary>Whether a figure is held against the source: its column adds up a field of the entity.</summary>
    public bool Ties => Columns.Any(column => column.Field is not null);
}

/// <summary>What is worked out for each record by itself, because a query must not multiply or divide.</summary>
/// <param name="Given">Columns that the query gives in place of the summary's own.</param>
/// <param name="Cells">Makes the cells that are gathered, in their order, of the cells given.</param>
internal sealed record RecordStep(IReadOnlyList<SummaryColumn> Given, Func<object?[], object?[]> Cells);
