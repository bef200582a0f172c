using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A copy of a finished demo, or an empty folder, that a test may spoil.</summary>
internal sealed class DemoCopy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demo copy ");

    public DemoCopy(string? of)
    {
        foreach (var file in of is null ? [] : Directory.EnumerateFiles(of, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(of!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder => folder.FullName;

    /// <summary>Where the staff file lies since it was read, beside others of its connection.</summary>
    public string StaffFile => Path.Combine(Folder, "in", "hr", ".taken", Read("SELECT lower(hex(sha256)) FROM file_taken WHERE name = 'personal-2026-10.csv'"));

    /// <summary>The staff file as it was read, with one text replaced.</summary>
    public byte[] Staff(string old, string now)
    {
        var read = Encoding.Latin1.GetString(File.ReadAllBytes(StaffFile));
        Assert.Contains(old, read, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(read.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Runs a command as an actor, with the passphrase that the demo wrote down unless another is given.</summary>
    public (int Code, string Output) As(string login, string[] command, string? passphrase = null) => HubProcess.Run(Folder, Signed(login, command, passphrase));

    /// <summary>The command with what proves the actor.</summary>
    public string[] Signed(string login, string[] command, string? passphrase = null)
    {
        var file = Path.Combine(Folder, "passphrase.txt");
        File.WriteAllText(file, passphrase ?? File.ReadLines(Path.Combine(Folder, "actors.txt")).Single(line => line.StartsWith(login + " ", StringComparison.Ordinal)).Split(' ')[1]);
        return [.. command, "--as", login, "--passphrase-file", file];
    }

    public string Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "store", "hub.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
