using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>What becomes of an arrived file: landed once, taken once per pipeline, then moved aside.</summary>
/// <param name="leavesFiles">Whether files stay where they are, whoever took them.</param>
internal sealed class Arrivals(ILanding landing, ILandingLedger ledger, IRunStore runs, TimeProvider clock, bool leavesFiles = false)
{
    /// <summary>Tells a file that waits from one that lies there since it was taken, and from a repetition of what is read last.</summary>
    public async Task<Arrival> JudgeAsync(Workspace workspace, Pipeline pipeline, ArrivedFile file, CancellationToken ct)
    {
        if (await ledger.TakenAsync(pipeline.Name, pipeline.Connection, file.Sha256, ct) is { } taken && taken.IsSame(file)) return Arrival.Known;
        var landed = (await ledger.FindAsync(pipeline.Connection, pipeline.Stream, file.Sha256, ct))?.AsTaken();
        var isLanded = landed?.IsSame(file) == true;
        if (landed is not null && !isLanded && await NewestAsync(pipeline, ct) == file.Sha256 && await IsReadByAsync(workspace, pipeline, file.Sha256, ct)) return Arrival.Repeats(landed.Name);
        return Arrival.Waits(await OccurrenceAsync(pipeline, file.Sha256, isLanded, ct));
    }

    /// <summary>Copies the bytes into landing, so that the run no longer needs the file.</summary>
    public async Task LandAsync(Pipeline pipeline, ArrivedFile file, Guid runId, CancellationToken ct)
    {
        if (await ledger.FindAsync(pipeline.Connection, pipeline.Stream, file.Sha256, ct) is { } before && before.AsTaken().IsSame(file)) return;
        await using var content = await file.OpenAsync(ct);
        var landed = await landing.LandAsync(content, ct);
        if (landed.Sha256 != file.Sha256)
            throw new ConnectorException(Recovery.Retry, $"{file.Name} changed while it was copied; it will be taken when it stands still.") { Code = "file.changing" };
        await ledger.AddAsync(new(Guid.CreateVersion7(), pipeline.Connection, pipeline.Stream, runId, landed, clock.GetUtcNow(), file.Name, file.ModifiedAt), ct);
    }

    /// <summary>Moves a file aside that nobody has to read any more.</summary>
    public async Task ArchiveAsync(IFileSource source, Workspace workspace, Pipeline pipeline, ArrivedFile file, CancellationToken ct)
    {
        if (leavesFiles) return;
        foreach (var owed in Owed(source, workspace, pipeline, file.Name))
            if ((await JudgeAsync(workspace, owed, file, ct)).Occurrence is not null) return;
        if (await source.ArchiveAsync(file, ct) is { } place) await ledger.MarkArchivedAsync(pipeline.Connection, file.Sha256, place, ct);
    }

    /// <summary>Moves the landed file aside once every pipeline took it that reads one of its streams.</summary>
    public async Task ArchiveAsync(IFileSource source, Workspace workspace, Pipeline pipeline, string sha256, CancellationToken ct)
    {
        if (await ledger.FindAsync(pipeline.Connection, pipeline.Stream, sha256, ct) is { } landed)
            await ArchiveAsync(source, workspace, pipeline, landed.AsFile(landing), ct);
    }

    // Another version may map it otherwise, or let a guard pass what it held: then the same content says something new.
    private async Task<bool> IsReadByAsync(Workspace workspace, Pipeline pipeline, string sha256, CancellationToken ct) =>
        (await runs.LastOfFileAsync(pipeline.Name, sha256, ct))?.WorkspaceHash == workspace.Hash;

    // What waits to be read comes after all that was read.
    private async Task<string?> NewestAsync(Pipeline pipeline, CancellationToken ct) =>
        (await runs.UnfinishedAsync(pipeline.Name, ct)) is [.., { Occurrence: { } waiting }]
            ? FileOccurrence.Parse(waiting).Sha256
            : await ledger.NewestTakenAsync(pipeline.Name, pipeline.Stream, ct);

    private async Task<string> OccurrenceAsync(Pipeline pipeline, string sha256, bool isLanded, CancellationToken ct)
    {
        if (await runs.LastOfFileAsync(pipeline.Name, sha256, ct) is not { } last) return sha256;
        var before = FileOccurrence.Parse(last.Occurrence!);
        var isOver = last.State == RunState.Completed || (last.State is RunState.Queued or RunState.Started && !isLanded);
        return (isOver ? before with { Arrival = before.Arrival + 1 } : before).ToString();
    }

    private static IEnumerable<Pipeline> Owed(IFileSource source, Workspace workspace, Pipeline pipeline, string name)
    {
        HashSet<string> streams = [pipeline.Stream, .. source.StreamsOf(name)];
        return workspace.Pipelines.Values.Where(other => other.Connection == pipeline.Connection && streams.Contains(other.Stream));
    }
}

/// <summary>How a pipeline finds an arrived file.</summary>
/// <param name="Occurrence">What its run stands for; null where it has nothing to say.</param>
/// <param name="Same">Name of the file whose content it repeats.</param>
internal sealed record Arrival(string? Occurrence, string? Same = null)
{
    public static Arrival Known { get; } = new(Occurrence: null);

    public static Arrival Waits(string occurrence) => new(occurrence);

    public static Arrival Repeats(string name) => new(null, name);
}
