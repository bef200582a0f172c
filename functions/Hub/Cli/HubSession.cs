using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Rehearsals;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>One command at work: its workspace folder and the engine over its store.</summary>
internal sealed class HubSession : IAsyncDisposable
{
    private HubSession(string folder, string storeFolder, HubEngine engine) => (Folder, StoreFolder, Engine) = (folder, storeFolder, engine);

    public string Folder { get; }

    /// <summary>Where the store lies; logs and the key of the API lie beside it.</summary>
    public string StoreFolder { get; }

    public HubEngine Engine { get; }

    /// <param name="folder">A workspace, or a folder inside one.</param>
    public static async Task<HubSession> OpenAsync(string folder, CancellationToken ct, TimeProvider? clock = null)
    {
        var options = Options(folder, clock);
        HubCopy.Sweep(options.StoreFile);
        return new(options.WorkspaceFolder, Path.GetDirectoryName(options.StoreFile)!, await HubEngine.OpenAsync(options, ct));
    }

    /// <summary>Where the hub of a workspace keeps things; opens nothing.</summary>
    /// <param name="folder">A workspace, or a folder inside one.</param>
    public static EngineOptions Options(string folder, TimeProvider? clock = null)
    {
        var workspace = Find(folder);
        List<FileError> errors = [];
        var settings = HubSettingsFile.Read(workspace, errors)
            ?? throw new CliException("workspace.invalid", string.Join(Environment.NewLine, errors));
        return new(Path.Combine(workspace, settings.Store), Path.Combine(workspace, settings.Landing), workspace, new ConnectorCatalog(), clock ?? TimeProvider.System);
    }

    /// <summary>The folder that holds <c>hub.yaml</c>: this one or the nearest above it.</summary>
    public static string Find(string folder)
    {
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, HubSettingsFile.Name))) return at.FullName;
        throw new CliException("workspace.missing", $"There is no {HubSettingsFile.Name} in {Path.GetFullPath(folder)} or above it; go into a workspace, name one with --workspace, or start one with `backoffice init`. (`backoffice demo` makes one with data in it.)");
    }

    /// <summary>The workspace as its files stand now, or null and its faults; needs no store.</summary>
    public static Workspace? LoadOffline(string folder, ICollection<FileError> errors)
    {
        var files = WorkspaceFolder.Read(folder, errors);
        var workspace = WorkspaceLoader.Load(files, folder, new ConnectorCatalog(), HubEngine.DatasetColumns, errors);
        return errors.Count == 0 ? workspace : null;
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
