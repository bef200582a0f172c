namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>One piece of work, measured in a process of its own.</summary>
internal interface ICase
{
    /// <summary>Does the work.</summary>
    Task<Measured> RunAsync(CaseFolder folder);
}

/// <summary>What a case took and what it came to; cases that are compared must come to the same.</summary>
internal sealed record Measured(TimeSpan Cpu, string Result);

/// <summary>Where a case finds its input and leaves its output.</summary>
/// <param name="Path">Empty before a case that does not go on from another.</param>
internal sealed record CaseFolder(string Path, int Rows)
{
    public string Input => System.IO.Path.Combine(Path, "in", "ledger.csv");

    public string Store => System.IO.Path.Combine(Path, "store.db");

    public string Landing => System.IO.Path.Combine(Path, "landing");
}
