using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A run that is killed after every commit: entries, accounts, quarantine, findings and totals are those of an undisturbed run.</summary>
public sealed class KilledAgainTests : IDisposable
{
    // Six commits of five thousand records.
    private const int Lines = 30_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("killed again ");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_after_every_commit_it_ends_with_the_same_content()
    {
        var (killed, calm) = (Workspace("killed"), Workspace("calm"));
        var kills = 0;
        for (var seen = 0L; seen < 4; kills++)
        {
            using var process = HubProcess.Start(killed, "run", "ledger");
            while (Commits(killed) <= seen && !process.HasExited) await Task.Delay(2, Ct);
            process.Kill();
            await process.WaitForExitAsync(Ct);
            seen = Commits(killed);
        }

        Assert.InRange(kills, 1, 4);
        Assert.Equal("Started", StoreDump.Scalar(Store(killed), "SELECT state FROM run"));
        Assert.Equal(4, HubProcess.Run(killed, "run", "ledger").Code);
        Assert.Equal(4, HubProcess.Run(calm, "run", "ledger").Code);

        Assert.Equal("Completed", StoreDump.Scalar(Store(killed), "SELECT state FROM run"));
        Assert.Equal(StoreDump.Of(Store(calm)), StoreDump.Of(Store(killed)));
        Assert.Equal($"{Lines / 97}", StoreDump.Scalar(Store(calm), "SELECT count(*) FROM quarantine WHERE state = 'Opened'"));
        Assert.NotEqual("0", StoreDump.Scalar(Store(calm), "SELECT count(*) FROM finding WHERE rule = 'entry.unbalanced'"));
    }

    private static string Store(string workspace) => Path.Combine(workspace, "store", "hub.db");

    private static long Commits(string workspace)
    {
        try
        {
            return long.Parse(StoreDump.Scalar(Store(workspace), "SELECT count(*) FROM commit_log"), CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return 0; // The store is not there yet.
        }
    }

    private string Workspace(string name)
    {
        var workspace = Path.Combine(folder.FullName, name);
        foreach (var file in Directory.GetFiles(RealData.RealData.Workspace("Fec"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(workspace, Path.GetRelativePath(RealData.RealData.Workspace("Fec"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Directory.CreateDirectory(Path.Combine(workspace, "in"));
        File.WriteAllText(Path.Combine(workspace, "in", "generatedFEC.TXT"), Ledger(), Encoding.ASCII);
        return workspace;
    }

    // Entries of three lines that lie far apart; every 97th line has a date that is none.
    private static string Ledger()
    {
        var text = new StringBuilder("JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise|\n");
        for (var line = 0; line < Lines; line++)
        {
            var entry = line % (Lines / 3);
            var (debit, credit) = (line / (Lines / 3)) switch { 0 => (entry % 500 + 2, 0), 1 => (0, 1), _ => (0, entry % 500 + 1) };
            var day = line % 97 == 96 ? "20220231" : "20220228";
            text.Append(CultureInfo.InvariantCulture, $"AC|Achats|{entry:00000}|{day}|{60 + line % 40}000|Compte {line % 40}|||P{entry}|20220228|Ligne {line}|{debit},00|{credit},00||||||\n");
        }

        return text.ToString();
    }
}
