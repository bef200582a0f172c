using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Quarantine.Synthetic;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Releases.Comparing;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine;

/// <summary>The engine over one store: what every host composes and calls.</summary>
public sealed class HubEngine : IAsyncDisposable
{
    private readonly SqliteDatabase database;
    private readonly Connections connections;
    private readonly PublishedWorkspaces workspaces;
    private readonly ReleaseDesks desks;

    private HubEngine(SqliteDatabase database, EngineOptions options)
    {
        this.database = database;
        var clock = options.Clock;
        var workspaceStore = new SqliteWorkspaceStore(database);
        Publisher = new(workspaceStore, options.Connectors, DatasetColumns, clock);
        workspaces = new PublishedWorkspaces(Publisher, workspaceStore, options.WorkspaceFolder);
        connections = new Connections(options.Connectors, clock);

        ILanding landing = options.Rehearses is { } real ? new LayeredLanding(new(options.LandingFolder), new(real)) : new LandingFolder(options.LandingFolder);
        var ledger = new SqliteLandingLedger(database);
        var runs = new SqliteRunStore(database);
        var leases = new SqliteLeases(database);
        var inbound = new SqliteInboundStore(database);
        var findings = new SqliteFindingStore(database);
        var raw = new LandedRecords(landing, ledger, runs, workspaces, connections);

        var quarantine = new SqliteQuarantineStore(database);
        var fixes = new SqliteFixStore(database);
        var hashes = new FixHashes(() => HubKey.ReadExisting(options.WorkspaceFolder));
        var shelf = new FixShelf(fixes, hashes);

        desks = new(database, workspaces, connections, raw, new(fixes, quarantine, hashes), clock);

        var arrivals = new Arrivals(landing, ledger, runs, clock, leavesFiles: options.Rehearses is not null);
        var replay = new Replay(inbound, raw, shelf, clock);
        var workshop = new InboundWorkshop(connections, runs, ledger, landing);
        var pipeline = new InboundPipeline(new(landing, ledger, clock), inbound, shelf, clock);
        var periods = new PeriodIndex(inbound, quarantine, raw, shelf, clock);
        var entities = new SqliteWhyStore(database);
        var links = new RecordLinks(workspaces, entities);
        var closing = new RunClosing(inbound, findings, replay, arrivals, links, ct => desks.Seals.VoidTouchedAsync(ct));

        Starter = new(workspaces, connections, runs, arrivals, clock);
        Slices = new(runs, leases, workspaces, new(new(runs, inbound, clock), workshop, periods, pipeline, closing, clock), clock);
        Schedules = new(new SqliteScheduleStore(database), Starter, clock);
        Runs = new(runs, findings);
        Totals = new(workspaces, runs, fixes, raw);
        Findings = new(findings);
        Datasets = new(workspaces, new SqliteSummaries(database));
        var again = new QuarantineReplay(workspaces, runs, leases, workshop, replay, closing, clock);
        var finder = new QuarantineFinder(quarantine, clock);
        Quarantine = new(quarantine, finder, fixes, raw, links, again, clock);
        Reopenings = new(finder, quarantine, fixes, inbound, again, clock);
        Samples = new(finder, raw, desks.Mappings, workspaces, shelf, hashes);
        Fixes = new(finder, fixes, hashes, raw, new(workspaces, entities, fixes, hashes), again, clock);
    }

    /// <summary>Columns of the datasets that exports can show, by dataset.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> DatasetColumns { get; } = DatasetCatalog.Columns;

    public Publisher Publisher { get; }

    public RunStarter Starter { get; }

    public SliceExecutor Slices { get; }

    public ScheduleDesk Schedules { get; }

    public RunDesk Runs { get; }

    public ControlTotals Totals { get; }

    public FindingDesk Findings { get; }

    public DatasetDesk Datasets { get; }

    public QuarantineDesk Quarantine { get; }

    public FixDesk Fixes { get; }

    public ReopeningDesk Reopenings { get; }

    public SyntheticDesk Samples { get; }

    public ActorDesk Actors => desks.Actors;

    public DraftDesk Drafts => desks.Drafts;

    public ReleaseDesk Releases => desks.Releases;

    public SealDesk Seals => desks.Seals;

    public DeliveryDesk Deliveries => desks.Deliveries;

    public ComparisonDesk Comparisons => desks.Comparisons;

    public ExportDesk Exports => desks.Exports;

    public ProofDesk Proofs => desks.Proofs;

    public WhyDesk Why => desks.Why;

    public AuditDesk Audit => desks.Audit;

    /// <summary>Opens the store, creating or migrating it first.</summary>
    public static async Task<HubEngine> OpenAsync(EngineOptions options, CancellationToken ct)
    {
        var database = new SqliteDatabase(options.StoreFile);
        await SqliteMigrator.MigrateAsync(database, ct);
        return new(database, options);
    }

    /// <summary>The workspace published last, or null.</summary>
    public Task<Workspace?> LatestAsync(CancellationToken ct) => workspaces.LoadAsync(null, ct);

    /// <summary>Builds a connection of a workspace, secrets resolved.</summary>
    public IConnector Connect(Workspace workspace, string name) => connections.Open(workspace, name);

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Where an engine keeps things and whom it can talk to.</summary>
/// <param name="StoreFile">The SQLite file; sealed files lie in <c>releases/</c> beside it.</param>
/// <param name="LandingFolder">Where landed bytes are kept.</param>
/// <param name="WorkspaceFolder">Where relative paths in connections start.</param>
public sealed record EngineOptions(string StoreFile, string LandingFolder, string WorkspaceFolder, IConnectorCatalog Connectors, TimeProvider Clock)
{
    /// <summary>Of a throw-away copy of a hub: the landing folder of that hub, whose bytes are read; what is new lands in the copy, and sources keep their files.</summary>
    public string? Rehearses { get; init; }
}
