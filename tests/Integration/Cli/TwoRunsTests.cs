namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Two processes that read the same files at the same time leave what one of them would have left.</summary>
public sealed class TwoRunsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("two runs ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task No_record_comes_twice_and_none_is_lost()
    {
        var (together, alone) = (Workspace("together"), Workspace("alone"));
        HubProcess.Run(alone, "run");
        using (var one = HubProcess.Start(together, "run"))
        using (var other = HubProcess.Start(together, "run"))
        {
            await Task.WhenAll(one.WaitForExitAsync(TestContext.Current.CancellationToken), other.WaitForExitAsync(TestContext.Current.CancellationToken));
        }

        // One that found a lease held left its work to the other; whoever comes next finds nothing more to do.
        Assert.InRange(HubProcess.Run(together, "run").Code, 0, 4);
        // Streams of one name share the counter of readings, and two processes read them in another order.
        Assert.Equal(StoreDump.Of(Store(alone), "generation"), StoreDump.Of(Store(together), "generation"));
        Assert.Equal("0", StoreDump.Scalar(Store(together), "SELECT count(*) FROM run WHERE state <> 'Completed'"));
        Assert.Equal("0", StoreDump.Scalar(Store(together), "SELECT count(*) - count(DISTINCT pipeline || occurrence) FROM run"));
    }

    private static string Store(string workspace) => Path.Combine(workspace, "store", "hub.db");

    private string Workspace(string name)
    {
        var workspace = Path.Combine(folder.FullName, name);
        var demo = Path.Combine(Repository.Root, "infra", "demo");
        foreach (var file in Directory.EnumerateFiles(demo, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(workspace, Path.GetRelativePath(demo, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return workspace;
    }
}
