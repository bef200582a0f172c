using BackOffice.Integration.Engine.Store.Sqlite;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>A migrated store in a folder of its own that goes with the test.</summary>
public sealed class TestStore : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub test ");

    internal TestStore()
    {
        Database = new(Path.Combine(folder.FullName, "hub.db"));
        SqliteMigrator.MigrateAsync(Database, CancellationToken.None).GetAwaiter().GetResult();
    }

    internal SqliteDatabase Database { get; }

    public string Folder => folder.FullName;

    public void Dispose()
    {
        Database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
