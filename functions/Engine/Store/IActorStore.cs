using BackOffice.Integration.Engine.Audit;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Who may act, as the store holds it.</summary>
internal interface IActorStore
{
    /// <summary>By login.</summary>
    IReadOnlyList<StoredActor> All();

    /// <summary>Writes the actor and its audit row in one durable transaction; false where the login is taken.</summary>
    Task<bool> AddAsync(StoredActor actor, AuditEntry audit, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A row of table <c>actor</c>.</summary>
/// <param name="Credential">Protected passphrase, or null for who signs in elsewhere.</param>
internal sealed record StoredActor(Guid Id, string Login, string Name, IReadOnlyList<string> Roles, string? Credential, DateTimeOffset? DisabledAt);
