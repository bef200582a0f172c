using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>A worker started as <c>worker.config.json</c> says.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private WorkerProcess(ProcessStartInfo start)
    {
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    public int ExitCode => process.ExitCode;

    public static WorkerProcess Start(string folder, string hostAddress, IReadOnlyDictionary<string, string> settings)
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "worker.config.json")))!["description"]!;
        var start = new ProcessStartInfo((string)description["defaultExecutablePath"]!)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(folder, (string)description["defaultWorkerPath"]!),
                "--functions-uri", hostAddress,
                "--functions-worker-id", Guid.NewGuid().ToString(),
                "--functions-request-id", Guid.NewGuid().ToString(),
                "--functions-grpc-max-message-length", "2147483647",
            },
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("BACKOFFICE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(inherited);
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task WaitForExitAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        await process.WaitForExitAsync(deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
