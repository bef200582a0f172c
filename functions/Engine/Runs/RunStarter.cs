using System.Collections.Concurrent;
using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>Turns a request into runs: one per occurrence, however often it is asked for.</summary>
public sealed class RunStarter
{
    private readonly IWorkspaces workspaces;
    private readonly IConnections connections;
    private readonly IRunStore runs;
    private readonly Arrivals arrivals;
    private readonly TimeProvider clock;

    // A source of files remembers what it saw, to tell whether a file stands still.
    private readonly ConcurrentDictionary<(string Version, string Connection), IConnector> watched = new();

    internal RunStarter(IWorkspaces workspaces, IConnections connections, IRunStore runs, Arrivals arrivals, TimeProvider clock) =>
        (this.workspaces, this.connections, this.runs, this.arrivals, this.clock) = (workspaces, connections, runs, arrivals, clock);

    /// <summary>Returns the runs that stand for the request and those of the pipeline that were cut off; none when nothing waits.</summary>
    public async Task<IReadOnlyList<RunTicket>> StartAsync(StartRun request, CancellationToken ct)
    {
        var workspace = await workspaces.LoadAsync(null, ct) ?? throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        var pipeline = workspace.Pipelines.GetValueOrDefault(request.Pipeline)
            ?? throw new RefusedException("pipeline.unknown", $"The published workspace has no pipeline '{request.Pipeline}'; it has {string.Join(", ", workspace.Pipelines.Keys.Order())}.");
        var cut = await CutOffAsync(pipeline, ct);
        var started = Source(workspace, pipeline) is IFileSource files
            ? await StartFilesAsync(files, workspace, pipeline, request, ct)
            : [await StartOneAsync(Asked(workspace, request, NameOf(request)), null, ct)];
        return [.. cut.Concat(started).GroupBy(ticket => ticket.RunId).Select(Merged)];
    }

    // Files of the same bytes are one occurrence, and nobody shall look for the others in vain.
    private static RunTicket Merged(IEnumerable<RunTicket> tickets) =>
        tickets.First() with { File = string.Join(", ", tickets.Select(ticket => ticket.File).OfType<string>().Distinct()) is { Length: > 0 } files ? files : null };

    /// <summary>Files of the pipeline's stream that are not read as they are now, each with the reason; none where its source has no files.</summary>
    public async Task<IReadOnlyList<PassedFile>> PassedAsync(string pipeline, CancellationToken ct)
    {
        if (await workspaces.LoadAsync(null, ct) is not { } workspace || !workspace.Pipelines.TryGetValue(pipeline, out var known)) return [];
        return Source(workspace, known) is IFileSource files ? await files.PassedAsync(known.Stream, ct) : [];
    }

    private IConnector Source(Workspace workspace, Pipeline pipeline)
    {
        if (watched.TryGetValue((workspace.Hash, pipeline.Connection), out var known)) return known;
        var opened = connections.Open(workspace, pipeline.Connection);
        return opened is IFileSource ? watched.GetOrAdd((workspace.Hash, pipeline.Connection), opened) : opened;
    }

    private static string NameOf(StartRun request) =>
        request.Occurrence ?? request.Due?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? $"hand:{Guid.CreateVersion7()}";

    private async Task<bool> HasFailedAsync(Pipeline pipeline, string occurrence, CancellationToken ct) =>
        await runs.OfAsync(pipeline.Name, occurrence, ct) is { State: RunState.Failed };

    private async Task<IReadOnlyList<RunTicket>> CutOffAsync(Pipeline pipeline, CancellationToken ct) =>
        [.. from run in await runs.ListAsync(pipeline.Name, 50, ct)
            where run.State is RunState.Queued or RunState.Started && !run.IsReplay
            orderby run.Id
            select new RunTicket(run.Id, run.Pipeline, Created: false, run.State)];

    private async Task<IReadOnlyList<RunTicket>> StartFilesAsync(IFileSource files, Workspace workspace, Pipeline pipeline, StartRun request, CancellationToken ct)
    {
        List<RunTicket> tickets = [];
        await foreach (var file in files.ArrivedAsync(pipeline.Stream, request.Settle, ct))
        {
            if (request.Occurrence is { } wanted && wanted != file.Sha256) continue;
            if (await arrivals.IsTakenAsync(pipeline, file, ct)) await arrivals.ArchiveAsync(files, workspace, pipeline, file.Sha256, ct);
            else if (request.Again || !await HasFailedAsync(pipeline, file.Sha256, ct))
            {
                // Landed first: whoever finds the run may execute it at once.
                var asked = Asked(workspace, request, file.Sha256);
                await arrivals.LandAsync(pipeline, file, asked.Id, ct);
                tickets.Add(await StartOneAsync(asked, file.Name, ct));
            }
        }

        return tickets;
    }

    private RunRecord Asked(Workspace workspace, StartRun request, string occurrence) =>
        new(Guid.CreateVersion7(), request.Pipeline, occurrence, request.Trigger, RunState.Queued, 1, workspace.Hash, clock.GetUtcNow());

    private async Task<RunTicket> StartOneAsync(RunRecord asked, string? file, CancellationToken ct)
    {
        var (run, created) = await runs.StartAsync(asked, ct);
        return new(run.Id, run.Pipeline, created, run.State, file);
    }
}
