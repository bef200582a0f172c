using System.Globalization;
using BackOffice.Integration.Tests.Integration.Functions;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A run that is killed, and two runs at once: the content is that of an undisturbed run.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Lines = 200_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("killed run ");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_killed_run_resumes_to_the_content_of_an_undisturbed_one()
    {
        var (killed, calm) = (Workspace("killed"), Workspace("calm"));
        using (var process = HubProcess.Start(killed, "run", "ledger"))
        {
            while (Commits(killed) < 2) await Task.Delay(5, Ct);
            process.Kill();
            await process.WaitForExitAsync(Ct);
        }

        Assert.InRange(long.Parse(Read(killed, "SELECT count(*) FROM accounting_journal_line"), CultureInfo.InvariantCulture), 1, Lines - 1);
        Assert.Equal(0, HubProcess.Run(killed, "run", "ledger").Code);
        Assert.Equal(0, HubProcess.Run(calm, "run", "ledger").Code);
        Assert.Equal(Content(calm), Content(killed));
    }

    [Fact]
    public async Task The_same_run_started_twice_at_once_is_one_run()
    {
        var (twice, calm) = (Workspace("twice"), Workspace("calm"));
        var both = await Task.WhenAll(Task.Run(() => HubProcess.Run(twice, "run", "ledger"), Ct), Task.Run(() => HubProcess.Run(twice, "run", "ledger"), Ct));
        Assert.Contains(both, run => run.Code == 0);
        Assert.All(both, run => Assert.Contains(run.Code, (int[])[0, 5]));
        Assert.Equal(0, HubProcess.Run(calm, "run", "ledger").Code);
        Assert.Equal(Content(calm), Content(twice));
        Assert.Equal("1", Read(twice, "SELECT count(*) FROM run"));
    }

    private string Workspace(string name)
    {
        var workspace = Path.Combine(folder.FullName, name);
        LedgerWorkspace.Write(workspace, Lines);
        return workspace;
    }

    private static long Commits(string workspace)
    {
        try
        {
            return long.Parse(Read(workspace, "SELECT count(*) FROM commit_log"), CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return 0; // The store is not there yet.
        }
    }

    private static string Content(string workspace) => Read(workspace, """
        SELECT count(*) || ' ' || sum(debit) || ' ' || sum(credit) || ' ' || hex(group_concat(source_key || row_hash, '')) || (SELECT count(*) FROM raw) || (SELECT sum(read) FROM commit_log)
        FROM (SELECT * FROM accounting_journal_line ORDER BY source_key)
        """);

    private static string Read(string workspace, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(workspace, "store", "hub.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
