using System.Text;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Files whose runs were cut off before any was read: each is read, for none stands for another.</summary>
public sealed class CutOffFilesTests : IDisposable
{
    private const int Files = 60;

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("cut off files ");

    public void Dispose() => workspace.Delete(recursive: true);

    [Fact]
    public async Task All_of_them_are_read_though_they_are_gone_from_the_folder()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var hub = await TestHub.OpenAsync(workspace.FullName, ct);
        Put("hub.yaml", "name: files\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/hr.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  staff: {files: 'staff*.csv', key: id}\n");
        Put("mappings/m.yaml", "to: hr.person\nkey: id\nfields:\n  lastName: name\n");
        Put("pipelines/staff.yaml", "from: {connection: hr, stream: staff}\nmapping: mappings/m.yaml\nsync: incremental\n");
        for (var file = 0; file < Files; file++) Put($"in/staff{file:00}.csv", $"id,name\n{file},Name {file}\n");
        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), ct)).Errors);
        Assert.Equal(Files, (await hub.Engine.Starter.StartAsync(new("staff", "hand"), ct)).Count);
        Directory.Delete(Path.Combine(hub.Folder, "in"), recursive: true);
        Directory.CreateDirectory(Path.Combine(hub.Folder, "in"));

        var outcomes = await hub.RunAsync("staff", ct);
        Assert.Equal(Files, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal((RunState.Completed, 1), (outcome.State, outcome.Counts.Read)));

        void Put(string name, string content) => hub.Put(name, Encoding.UTF8.GetBytes(content));
    }
}
