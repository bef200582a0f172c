using System.Globalization;
using System.Text;
using BackOffice.Integration.Tests.Integration.Functions;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>The disk fills up while a run writes: provoked by a store on a tmpfs of a few megabytes, which later grows.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Lines = 40_000;

    // The mount lives in a namespace of its own, so that nothing of it outlives the shell.
    private const string Script = """
        set -u
        mount -t tmpfs -o size="$2" tmpfs store || exit 99
        echo "== full"; dotnet "$1" run ledger; echo "code $?"
        echo "== still full"; dotnet "$1" run ledger; echo "code $?"
        mount -o remount,size=300m store
        echo "== room again"; dotnet "$1" run ledger; echo "code $?"
        dotnet "$1" audit verify; echo "code $?"
        cp -r store saved
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("full disk ");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("9m")]
    [InlineData("2m")]
    [InlineData("100k")]
    public void A_full_disk_is_told_and_the_run_goes_on_once_there_is_room(string size)
    {
        Assert.SkipUnless(CanMount(), "SKIPPED LOUDLY: filling a disk needs root, unshare and tmpfs; run these tests as root on Linux.");
        LedgerWorkspace.Write(folder.FullName, Lines);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "store"));

        var (code, output) = Repository.Run("unshare", ["-m", "sh", "-c", Script, "sh", Path.Combine(AppContext.BaseDirectory, "backoffice.dll"), size], folder.FullName, TimeSpan.FromMinutes(3));

        Assert.Equal(0, code);
        Assert.Equal([3, 3, 0, 0], output.Split('\n').Where(line => line.StartsWith("code ", StringComparison.Ordinal)).Select(line => int.Parse(line[5..], CultureInfo.InvariantCulture)));
        Assert.Contains("disk.full: ", output, StringComparison.Ordinal);
        Assert.Contains("Free space and give the command again", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal($"{Lines} {Sum(3)} {Sum(4)}", StoreDump.Scalar(Path.Combine(folder.FullName, "saved", "hub.db"), "SELECT count(*) || ' ' || sum(debit) || ' ' || sum(credit) FROM accounting_journal_line"));
    }

    private string Sum(int column) => File.ReadLines(Directory.GetFiles(Path.Combine(folder.FullName, "in"), "*", SearchOption.AllDirectories).Single(), Encoding.UTF8).Skip(1)
        .Sum(line => decimal.Parse(line.Split(';')[column], CultureInfo.InvariantCulture) * 10000).ToString("0", CultureInfo.InvariantCulture);

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return Repository.Run("unshare", ["-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], "/", TimeSpan.FromSeconds(20)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no unshare here.
        }
    }
}
