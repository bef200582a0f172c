using BackOffice.Integration.Tests.Integration.Functions;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A run that was cut off behind its last commit, before anything was judged.</summary>
public sealed class CutOffRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cut off run ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void It_is_judged_when_it_goes_on()
    {
        var store = Path.Combine(folder.FullName, "store", "hub.db");
        LedgerWorkspace.Write(folder.FullName, lines: 1);
        HubProcess.Run(folder.FullName, "run", "ledger");
        var open = StoreDump.Scalar(store, "SELECT rule || source_key FROM finding WHERE closed_commit IS NULL");
        Assert.Equal("entry.unbalancedE1", open);

        Execute(store, "UPDATE run SET state = 'Started', ended_at = NULL; DELETE FROM finding; DELETE FROM counter WHERE name LIKE 'judged:%'");
        HubProcess.Run(folder.FullName, "run", "ledger");
        Assert.Equal(open, StoreDump.Scalar(store, "SELECT rule || source_key FROM finding WHERE closed_commit IS NULL"));
        Assert.Equal("Completed", StoreDump.Scalar(store, "SELECT state FROM run"));
    }

    private static void Execute(string store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
