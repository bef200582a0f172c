using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine;

/// <summary>The engine over one store: what every host composes and calls.</summary>
public sealed class HubEngine : IAsyncDisposable
{
    private HubEngine()
    {
    }

    public RunStarter Runs => throw new NotImplementedException();

    public SliceExecutor Slices => throw new NotImplementedException();

    /// <summary>Opens the store, creating or migrating it first.</summary>
    public static Task<HubEngine> OpenAsync(EngineOptions options, CancellationToken ct) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Where an engine keeps things and whom it can talk to.</summary>
/// <param name="StoreFile">The SQLite file; sealed files lie in <c>releases/</c> beside it.</param>
/// <param name="LandingFolder">Where landed bytes are kept.</param>
/// <param name="WorkspaceFolder">Where relative paths in connections start.</param>
public sealed record EngineOptions(string StoreFile, string LandingFolder, string WorkspaceFolder, IConnectorCatalog Connectors, TimeProvider Clock);
