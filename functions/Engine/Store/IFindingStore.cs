using BackOffice.Integration.Engine.Findings;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Keeps what rules found.</summary>
internal interface IFindingStore
{
    /// <summary>Judges every rule for a connection: opens what is new, closes what holds again, in one transaction.</summary>
    Task JudgeAsync(string connection, Guid commitId, CancellationToken ct);

    /// <summary>Replaces what a rule of the run itself had found on a stream.</summary>
    /// <param name="keeps">Whether what was found before still stands.</param>
    Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyList<Breach> breaches, bool keeps, Guid commitId, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Finding>> ListAsync(bool onlyOpen, int limit, CancellationToken ct);

    /// <summary>Findings opened by commits of this run.</summary>
    Task<long> CountOpenedAsync(Guid runId, CancellationToken ct);
}
