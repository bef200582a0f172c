using BackOffice.Integration.Engine.Quarantine;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Looks at what waits in quarantine; only commits open and resolve it.</summary>
internal interface IQuarantineStore
{
    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, bool onlyOpen, CancellationToken ct);
}
