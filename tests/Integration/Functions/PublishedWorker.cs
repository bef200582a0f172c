using System.Diagnostics;
using System.Reflection;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The worker, published once for all tests into a folder with a space in its name.</summary>
public sealed class PublishedWorker : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("worker published ");

    public PublishedWorker()
    {
        var project = Path.Combine(Repository.Root, "functions", "AzureFunctions");
        var configuration = typeof(PublishedWorker).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var (code, output) = Repository.Run("dotnet", ["publish", project, "--no-build", "-c", configuration, "-o", folder.FullName], Repository.Root, TimeSpan.FromMinutes(3));
        if (code != 0) throw new InvalidOperationException($"The worker could not be published: {output}");
    }

    public string Folder => folder.FullName;

    /// <summary>Starts a process as the host would; the caller kills it.</summary>
    internal Process Start(HostDouble host, IReadOnlyDictionary<string, string> settings)
    {
        var process = Start(host.Address, settings);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts a process that is expected to end by itself, without a host.</summary>
    internal (int Code, string Output) Run(IReadOnlyDictionary<string, string> settings)
    {
        using var process = Start(new Uri("http://127.0.0.1:9"), settings);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1))) process.Kill();
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Process Start(Uri address, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["BackOffice.Integration.AzureFunctions.dll", "--functions-uri", address.ToString(), "--functions-worker-id", $"{Guid.NewGuid()}", "--functions-request-id", $"{Guid.NewGuid()}", "--functions-grpc-max-message-length", "2147483647"])
            start.ArgumentList.Add(argument);
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>Tests that share the published worker and run one after another.</summary>
[CollectionDefinition]
public sealed class PublishedWorkerCollection : ICollectionFixture<PublishedWorker>;
