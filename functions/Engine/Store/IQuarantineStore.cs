using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Looks at what waits in quarantine; only commits open and resolve it, only actors dismiss it and take that back.</summary>
internal interface IQuarantineStore
{
    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, bool onlyOpen, CancellationToken ct);

    /// <summary>Dismisses what waits, with its audit row, durably and while the lease holds; false where it no longer waits.</summary>
    Task<bool> DismissAsync(Guid id, string actor, string reason, AuditEntry audit, Lease lease, DateTimeOffset at, CancellationToken ct);

    /// <summary>Lets a dismissed record wait again, as <see cref="DismissAsync"/> does it; false where its dismissal has ended.</summary>
    Task<bool> ReopenAsync(Guid id, string actor, string reason, AuditEntry audit, Lease lease, DateTimeOffset at, CancellationToken ct);
}
