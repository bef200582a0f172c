using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;
using Cronos;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Publishes valid workspaces and gives published ones back, without their folder.</summary>
public sealed class Publisher
{
    private readonly IWorkspaceStore store;
    private readonly IConnectorCatalog catalog;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> datasets;
    private readonly IMappingReader mappings;
    private readonly TimeProvider clock;

    internal Publisher(
        IWorkspaceStore store,
        IConnectorCatalog catalog,
        IReadOnlyDictionary<string, IReadOnlyList<string>> datasets,
        TimeProvider clock,
        IMappingReader? mappings = null)
    {
        this.store = store;
        this.catalog = catalog;
        this.datasets = datasets;
        this.mappings = mappings ?? new MappingReader();
        this.clock = clock;
    }

    /// <summary>Checks a folder and stores it, unless it has faults or is what was published last.</summary>
    /// <param name="actor">Who answers for it; <see cref="Actor.Hub"/> where nobody proved who he is.</param>
    public async Task<PublishResult> PublishAsync(string folder, Actor actor, CancellationToken ct)
    {
        var errors = new List<FileError>();
        var files = WorkspaceFolder.Read(folder, errors);
        var workspace = WorkspaceLoader.Load(files, folder, catalog, datasets, mappings, errors);
        if (workspace is null || errors.Count > 0) return new(null, null, New: false, errors);
        HubKey.ReadOrCreate(folder);
        var now = clock.GetUtcNow();
        var fresh = await store.PublishAsync(new(workspace.Hash, workspace.Files, await GitState.OfAsync(folder, ct), actor.Login, now, Due(workspace, now)), ct);
        return new(workspace, workspace.Hash, fresh, []);
    }

    /// <summary>Gives a published version, the latest when <paramref name="hash"/> is null; null where there is none.</summary>
    /// <param name="folder">Where relative paths in connections start.</param>
    public async Task<Workspace?> LoadAsync(string? hash, string folder, CancellationToken ct)
    {
        hash ??= await store.VersionsAsync(ct) is [var latest, ..] ? latest.Hash : null;
        var files = hash is null ? [] : await store.ContentAsync(hash, ct);
        if (files.Count == 0) return null;
        if (WorkspaceHash.Of(files) != hash) throw new InvalidDataException($"The stored workspace {hash} does not match its hash: the store was changed. Run 'backoffice audit verify'.");
        var errors = new List<FileError>();
        return WorkspaceLoader.Load(files, folder, catalog, datasets, mappings, errors) ?? throw new InvalidDataException(
            $"The published workspace {hash} is not valid for this program. Mend it and publish again: {string.Join(" ", errors)}");
    }

    private static List<ScheduleRow> Due(Workspace workspace, DateTimeOffset now) =>
    [
        .. workspace.Pipelines.Values.Where(pipeline => pipeline.Schedule is not null).Select(pipeline => Row(pipeline.Name, pipeline.Schedule!, now)),
        .. workspace.Exports.Values.Where(export => export.Schedule is not null).Select(export => Row($"export:{export.Name}", export.Schedule!, now)),
        .. workspace.Packs.Values.Where(pack => pack.Schedule is not null).Select(pack => Row($"export:{pack.Name}", pack.Schedule!, now)),
    ];

    private static ScheduleRow Row(string name, Schedule schedule, DateTimeOffset now) => new(
        name,
        schedule,
        CronExpression.Parse(schedule.Cron).GetNextOccurrence(now, TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone)));
}

/// <summary>What publishing came to.</summary>
/// <param name="Workspace">Null where there are errors; then nothing was stored.</param>
/// <param name="New">False when this very content was published last, and somebody answers for it already.</param>
public sealed record PublishResult(Workspace? Workspace, string? Hash, bool New, IReadOnlyList<FileError> Errors);
