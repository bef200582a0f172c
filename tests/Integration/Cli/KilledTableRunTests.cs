using System.Globalization;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A run over a table that is killed after every commit: one reading in all, and the content of an undisturbed run.</summary>
public sealed class KilledTableRunTests : IDisposable
{
    // Ten commits of five thousand records.
    private const int Rows = 50_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("killed table ");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("full")]
    [InlineData("incremental")]
    public async Task Killed_after_every_commit_it_reads_everything_once(string sync)
    {
        var (killed, calm) = (Workspace("killed", sync), Workspace("calm", sync));
        for (var seen = 0L; seen < 5;)
        {
            using var process = HubProcess.Start(killed, "run", "staff");
            while (Commits(killed) <= seen && !process.HasExited) await Task.Delay(2, Ct);
            process.Kill();
            await process.WaitForExitAsync(Ct);
            seen = Commits(killed);
        }

        Assert.Equal(0, HubProcess.Run(killed, "run", "staff").Code);
        Assert.Equal(0, HubProcess.Run(calm, "run", "staff").Code);
        Assert.Equal("1 Completed", StoreDump.Scalar(Store(killed), "SELECT count(*) || ' ' || max(state) FROM run"));
        Assert.Equal(Rows.ToString(CultureInfo.InvariantCulture), StoreDump.Scalar(Store(killed), "SELECT sum(read) FROM commit_log"));
        Assert.Equal(StoreDump.Of(Store(calm)), StoreDump.Of(Store(killed)));
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

    private string Workspace(string name, string sync)
    {
        var workspace = Directory.CreateDirectory(Path.Combine(folder.FullName, name)).FullName;
        Put("hub.yaml", "name: killed\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/hr.yaml", "connector: sqlite\nsettings: {database: data/hr.db}\nstreams:\n  staff: {table: staff, key: id, cursor: updated_at, overlap: 5m}\n");
        Put("mappings/m.yaml", "to: hr.person\nkey: id\nfields:\n  lastName: name\n");
        Put("pipelines/staff.yaml", $"from: {{connection: hr, stream: staff}}\nmapping: mappings/m.yaml\nsync: {sync}\n");
        Directory.CreateDirectory(Path.Combine(workspace, "data"));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(workspace, "data", "hr.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, updated_at TEXT);
            WITH n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {Rows})
            INSERT INTO staff SELECT n, 'Name ' || n, strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', n || ' seconds') FROM n
            """;
        command.ExecuteNonQuery();
        return workspace;

        void Put(string file, string text)
        {
            var path = Path.Combine(workspace, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
