using BackOffice.Integration.Engine.Workspaces;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Rehearsals;

/// <summary>A throw-away copy of a hub: what is done in it changes neither the hub nor its sources.</summary>
public sealed class HubCopy : IAsyncDisposable
{
    private readonly RehearsalFolder folder;

    private HubCopy(RehearsalFolder folder, HubEngine engine) => (this.folder, Engine) = (folder, engine);

    public HubEngine Engine { get; }

    /// <param name="hub">The hub that is copied; nothing is written to its store.</param>
    public static async Task<HubCopy> MakeAsync(EngineOptions hub, CancellationToken ct)
    {
        if (!File.Exists(hub.StoreFile)) throw new RefusedException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        // Publishing into the copy would otherwise write a key beside the workspace.
        HubKey.ReadExisting(hub.WorkspaceFolder);
        var storeFolder = Path.GetDirectoryName(Path.GetFullPath(hub.StoreFile))!;
        RehearsalFolder.Sweep(storeFolder);
        var folder = RehearsalFolder.Make(storeFolder);
        try
        {
            var store = Path.Combine(folder.Path, "hub.db");
            Copy(hub.StoreFile, store);
            return new(folder, await HubEngine.OpenAsync(hub with { StoreFile = store, LandingFolder = Path.Combine(folder.Path, "landing"), Rehearses = hub.LandingFolder }, ct));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Deletes what rehearsals left that were killed.</summary>
    /// <param name="storeFile">The hub's own.</param>
    public static void Sweep(string storeFile) => RehearsalFolder.Sweep(Path.GetDirectoryName(Path.GetFullPath(storeFile))!);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        // Kept connections would hold the copy's files open.
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private static void Copy(string from, string to)
    {
        // One that may only read would leave an empty log beside the store.
        using var source = Open(from, SqliteOpenMode.ReadWrite);
        Run(source, "PRAGMA query_only=1");
        using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
        // Who holds a pipeline of the hub holds none of its copy.
        Run(copy, "DELETE FROM lease");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
