using System.Diagnostics;

[assembly: AssemblyFixture(typeof(BackOffice.Integration.Tests.Integration.Functions.PublishedWorker))]

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The worker as it would be deployed, once for all tests, in a path with a space.</summary>
public sealed class PublishedWorker : IAsyncLifetime
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("backoffice worker ");

    public string Folder => Path.Combine(parent.FullName, "app");

    public async ValueTask InitializeAsync()
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        using var publish = Process.Start(new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Root(build).FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A build node that outlives the command would hold its output open.
            ArgumentList = { "publish", "functions/AzureFunctions", "--no-build", "-nodeReuse:false", "-c", build.Name, "-o", Folder },
        })!;
        var texts = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException(string.Concat(texts));
    }

    public ValueTask DisposeAsync()
    {
        parent.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static DirectoryInfo Root(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder : Root(folder.Parent!);
}
