using BackOffice.Integration.Engine.Findings;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Keeps what rules found.</summary>
internal interface IFindingStore
{
    /// <summary>Judges every rule for a connection: opens what is new, closes what holds again, in one transaction.</summary>
    Task JudgeAsync(string connection, Guid commitId, CancellationToken ct);

    /// <summary>Replaces what a rule of the run itself had found on a stream.</summary>
    /// <param name="adds">True where the run saw a part only: what it did not find may be so all the same.</param>
    Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyList<Breach> breaches, Guid commitId, bool adds, CancellationToken ct);

    /// <summary>Replaces what a rule of the run itself had found on a stream as a whole, or on some keys of it; what it had found on other keys stays.</summary>
    Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyCollection<string> keys, IReadOnlyList<Breach> breaches, Guid commitId, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Finding>> ListAsync(bool onlyOpen, int limit, CancellationToken ct);

    /// <summary>Findings opened by commits of this run.</summary>
    Task<long> CountOpenedAsync(Guid runId, CancellationToken ct);
}
