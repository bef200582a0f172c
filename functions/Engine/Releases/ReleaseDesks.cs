using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases.Comparing;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Every desk that people stand before with a release, over one store.</summary>
internal sealed class ReleaseDesks
{
    public ReleaseDesks(SqliteDatabase database, IWorkspaces workspaces, IConnections connections, IRawReader raw, AuditedFixes fixes, TimeProvider clock)
    {
        var store = new SqliteReleaseStore(database);
        var mappings = new PublishedMappings(workspaces, store);
        Mappings = mappings;
        var actors = new SqliteActorStore(database);
        Actors = new(actors, clock);
        Drafts = new(store, workspaces, mappings, raw, clock);
        Releases = new(store, workspaces, clock);
        Seals = new(store, workspaces, clock);
        Comparisons = new(store, workspaces);
        Exports = new(store, workspaces, clock);
        Deliveries = new(store, workspaces, connections, clock);
        Proofs = new(store, workspaces, mappings, raw);
        Why = new(store, new SqliteWhyStore(database), workspaces, mappings, raw);
        Audit = new(new SqliteAuditStore(database), store, actors, clock, fixes);
    }

    public IPinnedMappings Mappings { get; }

    public ActorDesk Actors { get; }

    public DraftDesk Drafts { get; }

    public ReleaseDesk Releases { get; }

    public SealDesk Seals { get; }

    public DeliveryDesk Deliveries { get; }

    public ComparisonDesk Comparisons { get; }

    public ExportDesk Exports { get; }

    public ProofDesk Proofs { get; }

    public WhyDesk Why { get; }

    public AuditDesk Audit { get; }
}
