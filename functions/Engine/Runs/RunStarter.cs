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

    /// <summary>Returns the runs of the pipeline that were cut off and those that stand for the request; none when nothing waits.</summary>
    /// <remarks>A request that names no occurrence of its own is answered by a reading that was cut off and goes on, not by another one behind it.</remarks>
    public async Task<IReadOnlyList<RunTicket>> StartAsync(StartRun request, CancellationToken ct)
    {
        var workspace = await workspaces.LoadAsync(null, ct) ?? throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        var pipeline = workspace.Pipelines.GetValueOrDefault(request.Pipeline)
            ?? throw new RefusedException("pipeline.unknown", $"The published workspace has no pipeline '{request.Pipeline}'; it has {string.Join(", ", workspace.Pipelines.Keys.Order())}.");
        var cut = await runs.UnfinishedAsync(pipeline.Name, ct);
        var started = Source(workspace, pipeline) is IFileSource files ? await StartFilesAsync(files, workspace, pipeline, request, ct)
            : IsAnswered(request, workspace, cut) ? []
            : [await StartOneAsync(Asked(workspace, request, NameOf(request)), null, ct)];
        return [.. cut.Select(TicketOf).Concat(started).DistinctBy(ticket => (ticket.RunId, ticket.Repeats is null ? null : ticket.File))];
    }

    /// <summary>Files of the pipeline's stream that are not read as they are now, each with the reason; none where its source has no files.</summary>
    public async Task<IReadOnlyList<PassedFile>> PassedAsync(string pipeline, CancellationToken ct)
    {
        if (await workspaces.LoadAsync(null, ct) is not { } workspace || !workspace.Pipelines.TryGetValue(pipeline, out var known)) return [];
        return Source(workspace, known) is IFileSource files ? await files.PassedAsync(known.Stream, ct) : [];
    }

    // What another version of the workspace began to read, it may have read or mapped otherwise.
    private static bool IsAnswered(StartRun request, Workspace workspace, IReadOnlyList<RunRecord> cut) =>
        request is { Occurrence: null, Due: null } && cut.Any(run => run.WorkspaceHash == workspace.Hash);

    private static RunTicket TicketOf(RunRecord run) => new(run.Id, run.Pipeline, Created: false, run.State);

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

    private async Task<IReadOnlyList<RunTicket>> StartFilesAsync(IFileSource files, Workspace workspace, Pipeline pipeline, StartRun request, CancellationToken ct)
    {
        List<RunTicket> tickets = [];
        await foreach (var file in files.ArrivedAsync(pipeline.Stream, request.Settle, ct))
        {
            var arrival = await arrivals.JudgeAsync(workspace, pipeline, file, ct);
            if (request.Occurrence is { } wanted && wanted != file.Sha256 && wanted != arrival.Occurrence) continue;
            if (arrival.Occurrence is not { } occurrence)
            {
                await arrivals.ArchiveAsync(files, workspace, pipeline, file, ct);
                if (arrival.Same is { } same) tickets.Add(await RepeatedAsync(pipeline, file, same, ct));
            }
            else if (request.Again || !await HasFailedAsync(pipeline, occurrence, ct))
            {
                // Landed first: whoever finds the run may execute it at once.
                var asked = Asked(workspace, request, occurrence);
                await arrivals.LandAsync(pipeline, file, asked.Id, ct);
                tickets.Add(await StartOneAsync(asked, file.Name, ct));
            }
        }

        return tickets;
    }

    private async Task<RunTicket> RepeatedAsync(Pipeline pipeline, ArrivedFile file, string same, CancellationToken ct)
    {
        var run = await runs.LastOfFileAsync(pipeline.Name, file.Sha256, ct);
        return new(run!.Id, run.Pipeline, Created: false, run.State, file.Name) { Repeats = same };
    }

    private RunRecord Asked(Workspace workspace, StartRun request, string occurrence) =>
        new(Guid.CreateVersion7(), request.Pipeline, occurrence, request.Trigger, RunState.Queued, 1, workspace.Hash, clock.GetUtcNow());

    private async Task<RunTicket> StartOneAsync(RunRecord asked, string? file, CancellationToken ct)
    {
        var (run, created) = await runs.StartAsync(asked, ct);
        return new(run.Id, run.Pipeline, created, run.State, file);
    }
}
