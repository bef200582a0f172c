namespace BackOffice.Integration.Engine.Datasets;

/// <summary>A dataset as it stood after one commit, in the order of its descriptor.</summary>
/// <param name="CommitNo">Number of the newest commit it holds; zero before the first.</param>
internal sealed record DatasetSnapshot(long CommitNo, IReadOnlyList<DatasetRow> Rows);

/// <summary>One row: a text per column, and what it rests on.</summary>
/// <param name="Lacks">Contributors that the row needs and the store does not hold.</param>
internal sealed record DatasetRow(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<Origin> From, IReadOnlyList<string> Lacks);

/// <summary>One entity behind a row: its key, its raw record and who said it so.</summary>
internal sealed record Origin(string Entity, string Connection, string Key, string? ValidFrom)
{
    /// <summary>Upper-case hex, as are the other hashes.</summary>
    public required string RowHash { get; init; }

    public required string Mapping { get; init; }

    public required string Commit { get; init; }

    public long CommitNo { get; init; }

    /// <summary>When it was committed, in microseconds since 1970.</summary>
    public long At { get; init; }

    public required string Stream { get; init; }

    public required string RawKey { get; init; }

    public required string Landing { get; init; }

    public required string Position { get; init; }

    public required string RawHash { get; init; }

    /// <summary>Ids of the fixes that its raw record was mapped with, separated by spaces.</summary>
    public string Fixes { get; init; } = "";

    /// <summary>Why its newest raw record is not in it, if it waits in quarantine.</summary>
    public bool Stale { get; init; }

    public IEnumerable<Guid> FixIds => Fixes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse);

    public (string Entity, string Connection, string Key, string? ValidFrom) Identity => (Entity, Connection, Key, ValidFrom);
}
