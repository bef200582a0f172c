using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A database as somebody meets it first: added, checked, looked into, read.</summary>
public sealed class SqlConnectionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sql cli ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_database_is_added_looked_into_and_shown_masked_before_a_stream_names_anything()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "hub.yaml"), "name: hub\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "hr.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, salary REAL); INSERT INTO staff VALUES (17, 'Weber', 4380.5); CREATE VIEW names AS SELECT name FROM staff";
            command.ExecuteNonQuery();
        }

        Assert.Contains("connection check hr", Run("connection", "add", "hr", "--connector", "sqlite", "--set", "database=hr.db"), StringComparison.Ordinal);
        var file = File.ReadAllText(Path.Combine(folder.FullName, "connections", "hr.yaml"));
        Assert.Contains("table: employees", file, StringComparison.Ordinal);
        Assert.DoesNotContain("formats", file, StringComparison.Ordinal);
        Run("connection", "check", "hr");

        var discovered = Run("connection", "discover", "hr");
        foreach (var expected in (string[])["id (integer), name, salary", "none known", "staff: {table: staff, key: [id]}", "Next: backoffice connection preview hr staff"]) Assert.Contains(expected, discovered, StringComparison.Ordinal);

        var preview = Run("connection", "preview", "hr", "staff", "--json");
        using var shown = JsonDocument.Parse(preview);
        Assert.Equal(1, shown.RootElement.GetArrayLength());
        foreach (var secret in (string[])["Weber", "4380", "17"]) Assert.DoesNotContain(secret, preview, StringComparison.Ordinal);

        var (code, refused) = HubProcess.Run(folder.FullName, "connection", "preview", "hr", "names");
        Assert.Equal(2, code);
        Assert.Contains("no primary key", refused, StringComparison.Ordinal);
    }

    private string Run(params string[] arguments)
    {
        var (code, output) = HubProcess.Run(folder.FullName, arguments);
        Assert.True(code == 0, output);
        return output;
    }
}
