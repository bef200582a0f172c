using BackOffice.Integration.Connectors.Contract;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Brings a store to the schema of this program, one numbered script at a time.</summary>
internal static class SqliteMigrator
{
    private const string Scripts = ".Store.Sqlite.Migrations.";

    /// <summary>Creates the store if there is none; two starts at once wait for each other.</summary>
    public static async Task MigrateAsync(SqliteDatabase database, CancellationToken ct)
    {
        Directory.CreateDirectory(database.Folder);
        await using var held = await LockAsync(database.File + ".migrating", ct);
        var result = Upgrader(database).PerformUpgrade();
        if (!result.Successful) throw Failed(result);
    }

    private static UpgradeEngine Upgrader(SqliteDatabase database) => DeployChanges.To
        .SqliteDatabase($"Data Source={database.File}")
        .WithScriptsEmbeddedInAssembly(typeof(SqliteMigrator).Assembly, name => name.Contains(Scripts, StringComparison.Ordinal))
        .WithTransactionPerScript()
        .WithVariablesDisabled()
        .LogTo(new NoOpUpgradeLog())
        .Build();

    private static async Task<FileStream> LockAsync(string file, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
            }
        }
    }

    private static ConnectorException Failed(DatabaseUpgradeResult result) => DiskFull.Is(result.Error)
        ? new(Recovery.Stop, DiskFull.Message, result.Error) { Code = DiskFull.Code }
        : new(
            Recovery.Reconfigure,
            $"The store could not be brought to this program's schema at {result.ErrorScript?.Name ?? "its first script"}; restore it from a backup or use the program it was made with.",
            result.Error);
}
