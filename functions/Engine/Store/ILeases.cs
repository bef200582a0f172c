using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Who may write for a resource.</summary>
internal interface ILeases
{
    /// <summary>Takes the lease, or throws while its holder lives.</summary>
    Task<Lease> TakeAsync(string resource, DateTimeOffset now, CancellationToken ct);

    /// <summary>Ends the lease early; a lease already taken over is left alone.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken ct);
}
