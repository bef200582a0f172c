using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>What becomes of an arrived file: landed once, taken once per pipeline, then moved aside.</summary>
internal sealed class Arrivals(ILanding landing, ILandingLedger ledger, TimeProvider clock)
{
    public async Task<bool> IsTakenAsync(Pipeline pipeline, ArrivedFile file, CancellationToken ct) =>
        (await ledger.TakenByAsync(pipeline.Connection, file.Sha256, ct)).Contains(pipeline.Name);

    /// <summary>Copies the bytes into landing, so that the run no longer needs the file.</summary>
    public async Task LandAsync(Pipeline pipeline, ArrivedFile file, Guid runId, CancellationToken ct)
    {
        if (await ledger.FindAsync(pipeline.Connection, pipeline.Stream, file.Sha256, ct) is not null) return;
        await using var content = await file.OpenAsync(ct);
        var landed = await landing.LandAsync(content, ct);
        if (landed.Sha256 != file.Sha256)
            throw new ConnectorException(Recovery.Retry, $"{file.Name} changed while it was copied; it will be taken when it stands still.") { Code = "file.changing" };
        await ledger.AddAsync(new(Guid.CreateVersion7(), pipeline.Connection, pipeline.Stream, runId, landed, clock.GetUtcNow(), file.Name, file.ModifiedAt), ct);
    }

    /// <summary>Moves the file aside once every pipeline took it that reads one of its streams.</summary>
    public async Task ArchiveAsync(IFileSource source, Workspace workspace, Pipeline pipeline, string sha256, CancellationToken ct)
    {
        if (await ledger.FindAsync(pipeline.Connection, pipeline.Stream, sha256, ct) is not { } landed) return;
        var taken = await ledger.TakenByAsync(pipeline.Connection, sha256, ct);
        IEnumerable<string> streams = [pipeline.Stream, .. source.StreamsOf(landed.Name!)];
        var owed = workspace.Pipelines.Values.Where(other => other.Connection == pipeline.Connection && streams.Contains(other.Stream)).Select(other => other.Name);
        if (owed.Except(taken).Any()) return;
        if (await source.ArchiveAsync(landed.AsFile(landing), ct) is { } place) await ledger.MarkArchivedAsync(pipeline.Connection, sha256, place, ct);
    }
}
