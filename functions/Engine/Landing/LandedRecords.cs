using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>Reads landed raw records again, as the workspace that landed them read them.</summary>
internal sealed class LandedRecords(ILanding landing, ILandingLedger ledger, IRunStore runs, IWorkspaces workspaces, IConnections connections) : IRawReader
{
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<RawReference> references, CancellationToken ct)
    {
        var payloads = new ReadOnlyMemory<byte>[references.Count];
        foreach (var together in references.Index().GroupBy(reference => reference.Item.LandingId))
        {
            // In the order of the file, so that each block is unpacked once.
            var ordered = together.OrderBy(reference => reference.Item.Position.Index).ToList();
            var index = 0;
            await foreach (var payload in ReadAsync(await LandedAsync(together.Key, ct), [.. ordered.Select(reference => reference.Item.Position)], ct))
                payloads[ordered[index++].Index] = payload;
        }

        return payloads;
    }

    private async Task<LandingRecord> LandedAsync(Guid id, CancellationToken ct) => await ledger.FindAsync(id, ct)
        ?? throw new InvalidDataException($"Landing {id} is not in the store; restore the store from a backup.");

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(LandingRecord landed, IReadOnlyList<Position> positions, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (landed.Name is not null)
        {
            var source = await SourceAsync(landed, ct);
            await foreach (var payload in source.ReadAgainAsync(landed.AsFile(landing), landed.Stream, positions, ct)) yield return payload;
            yield break;
        }

        await using var lines = landing.Open(landed.Landed.Sha256);
        foreach (var position in positions)
        {
            lines.Position = position.ByteOffset;
            var payload = new byte[position.Length];
            await lines.ReadExactlyAsync(payload, ct);
            yield return payload;
        }
    }

    private async Task<IFileSource> SourceAsync(LandingRecord landed, CancellationToken ct)
    {
        var run = await runs.FindAsync(landed.RunId, ct);
        var workspace = await workspaces.LoadAsync(run?.WorkspaceHash, ct);
        return workspace is not null && connections.Open(workspace, landed.Connection) is IFileSource source
            ? source
            : throw new InvalidDataException($"The workspace that read landing {landed.Id} is not in the store; restore the store from a backup.");
    }
}
