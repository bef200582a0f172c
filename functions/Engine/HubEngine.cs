using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine;

/// <summary>The engine over one store: what every host composes and calls.</summary>
public sealed class HubEngine : IAsyncDisposable
{
    private readonly SqliteDatabase database;

    private HubEngine(SqliteDatabase database, EngineOptions options)
    {
        this.database = database;
        // composed in the order of the path of one record
        throw new NotImplementedException(options.ToString());
    }

    public RunStarter Runs { get; }

    public SliceExecutor Slices { get; }

    public QuarantineDesk Quarantine { get; }

    /// <summary>Opens the store, creating or migrating it first.</summary>
    public static async Task<HubEngine> OpenAsync(EngineOptions options, CancellationToken ct)
    {
        var database = new SqliteDatabase(options.StoreFile);
        await SqliteMigrator.MigrateAsync(database, ct);
        return new(database, options);
    }

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
public sealed record EngineOptions(string StoreFile, string LandingFolder, string WorkspaceFolder, IConnectorCatalog Connectors, TimeProvider Clock);
