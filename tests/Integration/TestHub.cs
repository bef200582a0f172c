using System.Globalization;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration;

/// <summary>A workspace in a folder of its own, with its engine; both go with the test.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub test ");

    private TestHub()
    {
    }

    public HubEngine Engine { get; private set; } = null!;

    public string Folder => folder.FullName;

    /// <param name="workspace">Copied as it is.</param>
    public static async Task<TestHub> OpenAsync(string workspace, CancellationToken ct)
    {
        var hub = new TestHub();
        foreach (var file in Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories)) hub.Put(Path.GetRelativePath(workspace, file), await File.ReadAllBytesAsync(file, ct));
        hub.Engine = await HubEngine.OpenAsync(
            new(Path.Combine(hub.Folder, "store", "hub.db"), Path.Combine(hub.Folder, "store", "landing"), hub.Folder, new ConnectorCatalog(), TimeProvider.System), ct);
        return hub;
    }

    public void Put(string name, byte[] content)
    {
        var file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    /// <summary>Publishes, then executes whatever waits for the pipeline.</summary>
    public async Task<IReadOnlyList<RunOutcome>> RunAsync(string pipeline, CancellationToken ct)
    {
        var published = await Engine.Publisher.PublishAsync(Folder, new("test", "test"), ct);
        Assert.Empty(published.Errors);
        List<RunOutcome> outcomes = [];
        foreach (var ticket in (await Engine.Starter.StartAsync(new(pipeline, "hand"), ct)).Where(ticket => ticket.Waits)) outcomes.Add(await Engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, ct));
        return outcomes;
    }

    public List<string> Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "store", "hub.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
