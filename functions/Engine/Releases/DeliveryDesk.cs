using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Hands sealed files to their partner, with proof; again means the same bytes.</summary>
public sealed class DeliveryDesk
{
    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly IConnections connections;
    private readonly TimeProvider clock;

    internal DeliveryDesk(IReleaseStore store, IWorkspaces workspaces, IConnections connections, TimeProvider clock) =>
        (this.store, this.workspaces, this.connections, this.clock) = (store, workspaces, connections, clock);

    /// <summary>Delivers every sealed release that waits; stops at the first failure.</summary>
    public async Task<IReadOnlyList<DeliveryOutcome>> DeliverWaitingAsync(CancellationToken ct)
    {
        IReadOnlyList<Guid> waiting;
        using (var view = store.Read()) waiting = view.WaitingDeliveries();
        var outcomes = new List<DeliveryOutcome>();
        foreach (var release in waiting) outcomes.Add(await DeliverAsync(release.ToString(), Actor.Hub, ct));
        return outcomes;
    }

    /// <summary>A release that is out already is sent again, byte for byte, and stays as it is.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(string release, Actor actor, CancellationToken ct)
    {
        ReleaseFacts facts;
        using (var view = store.Read()) facts = view.Facts(view.Find(release).Id);
        var again = facts.Head.IsOut;
        if (!again && facts.Head.State != ReleaseState.Sealed)
        {
            throw new RefusedException("release.illegal-move", $"{facts.Head.Title} is {facts.Head.State}; only a sealed release is delivered.");
        }

        var destination = await DestinationAsync(facts.Head, ct);
        var receipts = new List<Receipt>();
        foreach (var file in facts.Release.Files) receipts.Add(await SendAsync(facts.Head, file, destination, ct));
        await store.MoveAsync(facts.Head.Id, (now, _) => Move(now, receipts, actor), ct);
        return new(facts.Head.Title, again, [.. receipts.Select(receipt => receipt.RemoteName)]);
    }

    private ReleaseMove Move(ReleaseFacts facts, IReadOnlyList<Receipt> receipts, Actor actor)
    {
        var after = facts.Head.IsOut ? facts.Release : facts.Release.Deliver(receipts);
        return new(facts, after, clock.GetUtcNow(), [ReleaseAudit.Entry(actor, facts.Head.IsOut ? "redelivered" : "delivered", after, json => ReleaseAudit.Files(json, after.Files))])
        {
            Receipts = receipts,
        };
    }

    private async Task<IFileDestination> DestinationAsync(ReleaseHead head, CancellationToken ct)
    {
        // Where it goes is part of what two people approved, whatever the workspace says today.
        var workspace = await workspaces.PinnedAsync(head.Workspace, ct);
        var partner = workspace.Partners[head.Partner];
        return connections.Open(workspace, partner.Destination) as IFileDestination
            ?? throw new RefusedException("destination.takes-no-files", $"Connection {partner.Destination} of partner {partner.Name} takes no files; name one that does.");
    }

    private async Task<Receipt> SendAsync(ReleaseHead head, SealedFile file, IFileDestination destination, CancellationToken ct)
    {
        var path = Path.Combine(store.Folder, file.Uri);
        if (!File.Exists(path) || ReleaseFolder.Hash(path) != file.Sha256)
        {
            throw new RefusedException("release.file-changed", $"{head.Title}: {file.Name} is not the file that was sealed; restore it from a backup.");
        }

        var attempt = await store.BeginAttemptAsync(head.Id, file, clock.GetUtcNow(), ct);
        string? failure = "bug";
        try
        {
            var receipt = await destination.DeliverAsync(new(IdOf(head.Id, file.Name), file.Name, file.Length, Convert.FromHexString(file.Sha256), _ => Task.FromResult<Stream>(File.OpenRead(path))), ct);
            failure = file.IsProvenBy(receipt) ? null : "release.receipt-differs";
            return failure is null ? receipt : throw new RefusedException(failure, $"{head.Title}: size or hash of {file.Name} read back differ from the sealed file; deliver again.");
        }
        catch (ConnectorException error)
        {
            failure = $"destination.{error.Recovery.ToString().ToLowerInvariant()}";
            throw;
        }
        finally
        {
            await store.EndAttemptAsync(head.Id, attempt, failure, clock.GetUtcNow(), CancellationToken.None);
        }
    }

    // The same release and file always have the same id, so that a destination knows a repeat.
    internal static Guid IdOf(Guid release, string file)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{release}/{file}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new(hash, bigEndian: true);
    }
}

/// <summary>What delivering came to.</summary>
/// <param name="Again">Whether the partner had it already.</param>
public sealed record DeliveryOutcome(string Release, bool Again, IReadOnlyList<string> RemoteNames);
