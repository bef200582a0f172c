using System.Globalization;
using BackOffice.Integration.Tests.Integration.Functions;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A complete snapshot, mostly unchanged, that is killed after every commit: it deletes what an undisturbed one deletes.</summary>
public sealed class KilledResyncTests : IDisposable
{
    // Six commits of five thousand records.
    private const int Lines = 30_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("killed resync ");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_after_every_commit_it_deletes_what_the_snapshot_lacks_and_nothing_else()
    {
        var (killed, calm) = (Loaded("killed"), Loaded("calm"));
        var first = Commits(killed);
        for (var seen = first; seen < first + 4;)
        {
            using var process = HubProcess.Start(killed, "run", "ledger");
            while (Commits(killed) <= seen && !process.HasExited) await Task.Delay(2, Ct);
            process.Kill();
            await process.WaitForExitAsync(Ct);
            seen = Commits(killed);
        }

        Assert.Equal("1", StoreDump.Scalar(Store(killed), "SELECT count(*) FROM run WHERE state = 'Started'"));
        Assert.Equal(0, HubProcess.Run(killed, "run", "ledger").Code);
        Assert.Equal(0, HubProcess.Run(calm, "run", "ledger").Code);

        Assert.Equal(StoreDump.Of(Store(calm)), StoreDump.Of(Store(killed)));
        Assert.Equal($"{Lines - (Lines / 50)}", StoreDump.Scalar(Store(killed), "SELECT count(*) FROM v_accounting_journal_line"));
        Assert.Equal($"{Lines - (Lines / 50) - (Lines / 100)}", StoreDump.Scalar(Store(killed), "SELECT count(*) FROM raw WHERE generation = 1 AND deleted = 0"));
    }

    private static string Store(string workspace) => Path.Combine(workspace, "store", "hub.db");

    private static long Commits(string workspace) =>
        long.Parse(StoreDump.Scalar(Store(workspace), "SELECT count(*) FROM commit_log"), CultureInfo.InvariantCulture);

    /// <summary>A workspace that has read the ledger once; the next one lacks an entry in fifty, has another changed, and comes backwards.</summary>
    private string Loaded(string name)
    {
        var workspace = Path.Combine(folder.FullName, name);
        LedgerWorkspace.Write(workspace, Lines);
        var pipeline = Path.Combine(workspace, "pipelines", "ledger.yaml");
        File.WriteAllText(pipeline, File.ReadAllText(pipeline).Replace("sync: incremental", "sync: full\ndeletes: {guard: 5%}", StringComparison.Ordinal));
        var file = Path.Combine(workspace, "in", "ledger.csv");
        var lines = File.ReadAllLines(file);
        Assert.Equal(0, HubProcess.Run(workspace, "run", "ledger").Code);
        File.WriteAllLines(file, [lines[0], .. lines.Skip(1).Select(Changed).OfType<string>().Reverse()]);
        return workspace;
    }

    private static string? Changed(string line, int index) => (index / 2 % 50) switch
    {
        0 => null,
        1 when index % 2 == 0 => line.Replace(";40", ";49", StringComparison.Ordinal),
        _ => line,
    };
}
